// What is wider than its place can be moved by keyboard as well; what fits is no stop on the way.
const wide = "div.highlight pre, .table-wrapper, .drawing, .cell_output";

function stops() {
  for (const it of document.querySelectorAll(wide)) {
    if (it.scrollWidth > it.clientWidth) it.tabIndex = 0;
    else it.removeAttribute("tabindex");
  }
}

addEventListener("resize", stops);
addEventListener("load", stops);
