/** Moving a row by mouse, pen or finger, also with a hand that shakes. */

const FIRM = 6; // pixels: less is a click

/** Let a row be dragged to another place in the line. */
export function draggable(element, id, order, { move, hold }) {
  const grip = element.querySelector(".who");
  let start = null;
  let target = null;

  const rows = () => [...element.parentElement.querySelectorAll("[data-row]")];
  const forget = () => {
    removeEventListener("pointermove", follow);
    removeEventListener("pointerup", drop);
    removeEventListener("pointercancel", forget);
    rows().forEach((row) => row.classList.remove("above", "below"));
    element.classList.remove("dragged");
    element.style.transform = "";
    start = target = null;
    hold(false);
  };

  const follow = (event) => {
    const moved = event.clientY - start.y;
    if (target === null && Math.abs(moved) < FIRM) return;
    if (target === null) {
      grip.setPointerCapture(start.id);
      element.classList.add("dragged");
      hold(true);
    }
    element.style.transform = `translateY(${moved}px)`;
    target = under(event.clientY, rows(), element);
    rows().forEach((row, place) => {
      const here = order.indexOf(id);
      row.classList.toggle("above", place === target && target < here);
      row.classList.toggle("below", place === target && target > here);
    });
    event.preventDefault();
  };

  const drop = () => {
    const place = target;
    if (place !== null) {
      // what follows a drag is a click on the row, which nobody meant
      grip.addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
    }
    forget();
    if (place !== null && place !== order.indexOf(id)) move(id, place);
  };

  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = { y: event.clientY, id: event.pointerId };
    // on the window: a fast hand has left the row before it has moved far enough
    addEventListener("pointermove", follow);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", forget);
  });
}

/** The place in the line that lies under the pointer. */
function under(y, rows, dragged) {
  const place = rows.findIndex((row) => {
    if (row === dragged) return false;
    const box = row.getBoundingClientRect();
    return y >= box.top && y <= box.bottom;
  });
  if (place >= 0) return place;
  const boxes = rows.map((row) => row.getBoundingClientRect());
  if (y < boxes[0].top) return 0;
  if (y > boxes.at(-1).bottom) return rows.length - 1;
  return rows.indexOf(dragged);
}
