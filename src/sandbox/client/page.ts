/** Makes the `/sandbox` page's buttons and forms act, and keeps its sections up to date. */
export {};

const REFRESH_MS = 3_000;

/** Each section's markup as the server last gave it. */
const seen = new Map<string, string>();

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-path]") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  const { method = "POST", path = "", body, confirm } = button.dataset;
  if (confirm !== undefined && !window.confirm(confirm)) return;
  void act(method, path, body, button.textContent ?? "");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.path === undefined) return;
  event.preventDefault();
  void act(
    form.dataset.method ?? "POST",
    form.dataset.path,
    bodyOf(form),
    event.submitter?.textContent ?? "",
  );
});

setInterval(() => {
  if (!document.hidden) void refresh();
}, REFRESH_MS);

/** The fields that have a value; numbers as numbers, a recurrence as Google's list. */
function bodyOf(form: HTMLFormElement): string {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || value === "") continue;
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement && input.type === "number") fields[name] = Number(value);
    else fields[name] = name === "recurrence" ? [value] : value;
  }
  return JSON.stringify(fields);
}

async function act(method: string, path: string, body: string | undefined, done: string) {
  const answer = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }),
  });
  if (answer.ok) say(`${done}: done.`, false);
  else say(await problemOf(answer), true);
  await refresh();
}

async function problemOf(answer: Response): Promise<string> {
  try {
    const body: { detail?: string; error?: { message?: string } } = await answer.json();
    return body.detail ?? body.error?.message ?? `Refused with ${answer.status}.`;
  } catch {
    return `Refused with ${answer.status}.`;
  }
}

function say(text: string, wrong: boolean): void {
  const said = document.getElementById("said");
  if (said === null) return;
  said.textContent = text;
  said.classList.toggle("wrong", wrong);
}

/** Replaces the sections that have changed, but never one in which somebody is typing. */
async function refresh(): Promise<void> {
  const answer = await fetch("/sandbox").catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const section of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(section.id);
    const typing = document.activeElement?.matches("input, select") ?? false;
    if (next === null || (typing && section.contains(document.activeElement))) continue;
    if (seen.get(section.id) === next.innerHTML) continue;
    const changed = seen.has(section.id) || section.innerHTML !== next.innerHTML;
    seen.set(section.id, next.innerHTML);
    if (changed) replaceKeepingOpen(section, next);
  }
}

function replaceKeepingOpen(section: Element, next: Element): void {
  const open = new Map<string, boolean>();
  for (const details of section.querySelectorAll("details")) {
    open.set(details.dataset.key ?? "", details.open);
  }
  const focused = document.activeElement;
  const path = section.contains(focused) ? focused?.getAttribute("data-path") : null;
  section.replaceChildren(...next.childNodes);
  for (const details of section.querySelectorAll("details")) {
    details.open = open.get(details.dataset.key ?? "") ?? details.open;
  }
  if (path) section.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
}
