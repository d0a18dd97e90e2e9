/** The page's own line drawings on a grid of 24: one path each. */

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  back: "M15 5l-7 7 7 7",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  down: "M6 9l6 6 6-6",
  send: "M12 20V5M5.5 11.5L12 5l6.5 6.5",
  attach: "M20 11.5l-8.200 8.200a5 5 0 0 1-7.100-7.100l8.600-8.600a3.400 3.400 0 0 1 4.800 4.800l-8.5 8.5a1.7 1.7 0 0 1-2.400-2.400l7.800-7.800",
  slash: "M4 4.5h16a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM14 8l-4 8",
  keyboard: "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M11 10h.01M15 10h.01M17.5 10h.01M8 14h8",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M10 6l-6 6 6 6M4 12h10a6 6 0 0 1 6 6",
  copy: "M9 9h10v11H9zM5 15V4h10",
  share: "M14 6l6 6-6 6M20 12H10a6 6 0 0 0-6 6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  voice: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3",
  smile: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9 10h.01M15 10h.01M8.5 14.5c1.7 2 5.300 2 7 0",
  file: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 13h6M9 16.5h6",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6",
  people: "M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 19c.8-3.300 3.300-5 6.5-5s5.7 1.7 6.5 5M15.5 5.300a3.5 3.5 0 0 1 0 6.400M17.5 14.300c2 .6 3.400 2.200 4 4.7",
  open: "M12 5v14M5 12h14",
  restart: "M5 5v5h5M5.5 10a7.5 7.5 0 1 1-1 5",
  block: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  star: "M12 4l2.400 5 5.600.7-4.100 3.800 1.100 5.5-5-2.800L7 19l1.100-5.5L4 9.7 9.600 9z",
  out: "M9 6h9v9M18 6L6 18",
};

/** A decorative picture in the colour of the text around it. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", name === "more" ? "icon dots" : "icon");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}
