/** Small pictures that every font has, because they are no letters. */

import { svg } from "./dom.js";

const PATHS = {
  order: "M4 2v10M1.5 9.5 4 12l2.5-2.5M10 12V2M7.5 4.5 10 2l2.5 2.5",
  people: "M7 6.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM2 12.5c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5",
  risk: "M7 1.5 12 3v4c0 3-2.2 5-5 6-2.800-1-5-3-5-6V3l5-1.500Z",
  rules: "M2 3.500h10M2 7h10M2 10.500h10M5 2v3M9 5.500v3M4 9v3",
  project: "M3.500 2v10l8-5-8-5Z",
  hand: "M4 7V3.500a1 1 0 0 1 2 0V6M6 6V2.200a1 1 0 0 1 2 0V6M8 6V3a1 1 0 0 1 2 0v5c0 3-1.500 4.500-3.500 4.500S3.500 11.500 2 8.500c-.5-1 .9-1.800 2-.5",
};

/** The picture of this name, for the eyes only. */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 14 14", width: 13, height: 13, class: "icon", "aria-hidden": "true", focusable: "false" }, svg("path", { d: PATHS[name] }));
}
