/** A decoded form: leaves are strings, `a[b]=1` nests, lists are objects keyed "0", "1", … */
export interface Form {
  [name: string]: string | Form;
}

/** Depth that no call of Stripe's API reaches; keeps a hostile body from nesting without end. */
const DEPTH_MAX = 10;

/**
 * Decodes `application/x-www-form-urlencoded` with Stripe's nested brackets
 * (`metadata[room]=x`, `expand[0]=latest_charge`, `expand[]=latest_charge`).
 */
export function decodeForm(text: string): Form {
  const form = emptyForm();
  for (const [name, value] of new URLSearchParams(text)) assign(form, pathOf(name), value);
  return form;
}

function emptyForm(): Form {
  return Object.create(null) as Form;
}

function pathOf(name: string): string[] {
  const bracket = name.indexOf("[");
  if (bracket <= 0 || !name.endsWith("]")) return [name];
  const inner = name.slice(bracket + 1, -1).split("][");
  return [name.slice(0, bracket), ...inner].slice(0, DEPTH_MAX);
}

function assign(form: Form, path: string[], value: string): void {
  let node = form;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(Object.keys(node).length) : part;
    if (depth === path.length - 1) {
      node[key] = value;
      return;
    }
    const next = node[key];
    const child = typeof next === "object" ? next : emptyForm();
    node[key] = child;
    node = child;
  }
}
