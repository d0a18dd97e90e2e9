/** Building and patching the page. Texts only ever become text nodes, so that nothing written can become markup. */

const FOCUSABLE = "a[href], button:not([disabled]), select, textarea, [tabindex]";
const signs = new WeakMap();

export const byId = (id) => document.getElementById(id);

/** A new element. `attributes` starting with "on" are listeners; null, undefined and false leave one out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Text for screen readers only. */
export const unseen = (text) => make("span", { class: "hidden" }, text);

/** Sets a text only when it differs, so that live regions stay quiet. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes the children of `parent` those of `items`, in order. An item has a `key` and a `sign`; its node is kept as
 * long as the sign stays the same, and focus in a node that is rebuilt or removed moves to what replaces it.
 */
export function patch(parent, items, build) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let place = parent.firstElementChild;
  for (const item of items) {
    let node = old.get(item.key);
    old.delete(item.key);
    if (!node || signs.get(node) !== item.sign) {
      const fresh = build(item);
      fresh.dataset.key = item.key;
      signs.set(fresh, item.sign);
      if (node) {
        if (node === place) place = fresh;
        replace(node, fresh);
      }
      node = fresh;
    }
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
  for (const gone of old.values()) remove(gone);
}

function replace(node, fresh) {
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  const number = focused ? focusable(node).indexOf(focused) : -1;
  node.replaceWith(fresh);
  if (!focused) return;
  const choices = focusable(fresh);
  (choices[Math.min(number, choices.length - 1)] ?? fresh).focus({ preventScroll: true });
}

function remove(node) {
  const heir = node.contains(document.activeElement)
    ? node.previousElementSibling ?? node.nextElementSibling ?? node.parentElement
    : null;
  node.remove();
  heir?.focus({ preventScroll: true });
}

/** What can take focus in `node`, itself included, in order. */
export function focusable(node) {
  const inside = [...node.querySelectorAll(FOCUSABLE)];
  return node.matches(FOCUSABLE) ? [node, ...inside] : inside;
}
