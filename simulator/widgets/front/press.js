/** A press and its click belong together: what is drawn anew in between would miss the click. */

const RELEASED = ["pointerup", "pointercancel"];

/**
 * Knows whether somebody presses something inside an element just now.
 * @param matters says of a press whether a click may follow that must not be missed
 * @param released is called when the click is over, for what had to wait
 */
export function pressing(root, released, matters = () => true) {
  let pressed = false;
  let releasing = null;
  const press = (event) => {
    clearTimeout(releasing); // a quick hand presses again before the last click is over
    pressed = matters(event);
  };
  const release = () => {
    releasing = setTimeout(() => {
      pressed = false;
      released();
    }); // after the click that a release brings
  };
  root.addEventListener("pointerdown", press);
  for (const it of RELEASED) addEventListener(it, release);
  return {
    now: () => pressed,
    end: () => {
      clearTimeout(releasing);
      for (const it of RELEASED) removeEventListener(it, release);
    },
  };
}
