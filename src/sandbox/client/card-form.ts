import { TEST_CARDS } from "../stripe/test-cards.ts";
import {
  type CardInput,
  type CardText,
  type FieldName,
  fieldError,
  formatCvc,
  formatExpiry,
  formatNumber,
  readCard,
} from "./card-fields.ts";
import { type Appearance, appearanceProperties, CARD_FORM_STYLE } from "./card-form-style.ts";
import type { StripeJsError } from "./stripe-api.ts";

export interface CardForm {
  read(): CardInput | { error: StripeJsError };
  show(): void;
  fail(message: string): void;
  focus(): void;
  blur(): void;
  clear(): void;
  restyle(appearance: Appearance | undefined): void;
  remove(): void;
}

const FIELDS: {
  name: FieldName;
  label: string;
  autocomplete: string;
  placeholder: string;
  format(text: string): string;
}[] = [
  {
    name: "number",
    label: "Card number",
    autocomplete: "cc-number",
    placeholder: "1234 1234 1234 1234",
    format: formatNumber,
  },
  {
    name: "expiry",
    label: "Expiration date",
    autocomplete: "cc-exp",
    placeholder: "MM / YY",
    format: formatExpiry,
  },
  {
    name: "cvc",
    label: "Security code",
    autocomplete: "cc-csc",
    placeholder: "CVC",
    format: formatCvc,
  },
];

/** Buttons that are always in sight; the other test cards are behind "More test cards". */
const FIRST_NUMBERS = [
  "4242424242424242",
  "4000000000000002",
  "4000000000009995",
  "4000002760003184",
];

/** Mounts the card form under `place`, in a shadow root, as Stripe mounts a frame. */
export function makeCardForm(
  place: Element,
  appearance: Appearance | undefined,
  emit: (event: string, details: Record<string, unknown>) => void,
): CardForm {
  const host = document.createElement("div");
  host.className = "StripeElement sandbox-payment-element";
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  root.adoptedStyleSheets = [style];
  const form = document.createElement("fieldset");
  form.className = "form";
  form.setAttribute("aria-label", "Card");
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = "Loading the payment form…";
  note.setAttribute("role", "status");
  const body = document.createElement("div");
  body.hidden = true;
  const inputs = new Map<FieldName, HTMLInputElement>();
  const touched = new Set<FieldName>();

  const text = (): CardText => ({
    number: inputs.get("number")?.value ?? "",
    expiry: inputs.get("expiry")?.value ?? "",
    cvc: inputs.get("cvc")?.value ?? "",
  });
  const validate = (name: FieldName) => {
    const wrong = touched.has(name) ? fieldError(name, text(), new Date()) : undefined;
    inputs.get(name)?.setAttribute("aria-invalid", String(wrong !== undefined));
    const message = root.getElementById(`${name}-wrong`);
    if (message !== null) message.textContent = wrong?.message ?? "";
  };
  const changed = () => {
    const now = text();
    emit("change", {
      complete: !("error" in readCard(now, new Date())),
      empty: Object.values(now).every((value) => value === ""),
      collapsed: false,
      value: { type: "card" },
    });
  };

  const fields = document.createElement("div");
  fields.className = "fields";
  for (const field of FIELDS) {
    const { wrapper, input } = makeField(field);
    input.addEventListener("input", () => {
      input.value = field.format(input.value);
      validate(field.name);
      changed();
    });
    input.addEventListener("focus", () => emit("focus", {}));
    input.addEventListener("blur", () => {
      if (input.value !== "") touched.add(field.name);
      validate(field.name);
      emit("blur", {});
    });
    inputs.set(field.name, input);
    fields.append(wrapper);
  }
  const fill = (number: string) => {
    const values = { number: formatNumber(number), expiry: "12 / 34", cvc: "123" };
    for (const [name, input] of inputs) input.value = values[name];
    for (const name of inputs.keys()) validate(name);
    changed();
  };
  body.append(fields, makeTestCards(fill));
  form.append(note, body);
  root.append(form);
  place.replaceChildren(host);

  const restyle = (wanted: Appearance | undefined) => {
    style.replaceSync(`:host { ${appearanceProperties(wanted)} } ${CARD_FORM_STYLE}`);
  };
  restyle(appearance);

  return {
    read() {
      const card = readCard(text(), new Date());
      if (!("error" in card)) return card;
      for (const name of inputs.keys()) {
        touched.add(name);
        validate(name);
      }
      root.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
      return card;
    },
    show() {
      note.hidden = true;
      body.hidden = false;
    },
    fail(message) {
      note.textContent = message;
      note.className = "wrong";
      note.setAttribute("role", "alert");
    },
    focus: () => inputs.get("number")?.focus(),
    blur: () => {
      if (root.activeElement instanceof HTMLElement) root.activeElement.blur();
    },
    clear() {
      for (const input of inputs.values()) input.value = "";
      touched.clear();
      for (const name of inputs.keys()) validate(name);
      changed();
    },
    restyle,
    remove: () => host.remove(),
  };
}

function makeField(field: (typeof FIELDS)[number]): {
  wrapper: HTMLElement;
  input: HTMLInputElement;
} {
  const wrapper = document.createElement("div");
  wrapper.className = `field ${field.name}`;
  const label = document.createElement("label");
  label.textContent = field.label;
  label.htmlFor = field.name;
  const input = document.createElement("input");
  input.id = field.name;
  input.name = field.name;
  input.inputMode = "numeric";
  input.setAttribute("autocomplete", field.autocomplete);
  input.placeholder = field.placeholder;
  input.setAttribute("aria-describedby", `${field.name}-wrong`);
  const wrong = document.createElement("p");
  wrong.className = "wrong";
  wrong.id = `${field.name}-wrong`;
  wrong.setAttribute("role", "alert");
  wrapper.append(label, input, wrong);
  return { wrapper, input };
}

function makeTestCards(fill: (number: string) => void): HTMLElement {
  const section = document.createElement("div");
  section.className = "tests";
  const note = document.createElement("p");
  note.textContent = "Sandbox: no real card is charged. Fill in a test card:";
  const button = (card: (typeof TEST_CARDS)[number]) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = card.label;
    made.dataset.card = card.number;
    made.title = formatNumber(card.number);
    made.addEventListener("click", () => fill(card.number));
    return made;
  };
  const row = (cards: readonly (typeof TEST_CARDS)[number][]) => {
    const made = document.createElement("div");
    made.className = "row";
    made.append(...cards.map(button));
    return made;
  };
  const first = TEST_CARDS.filter(({ number }) => FIRST_NUMBERS.includes(number));
  const more = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "More test cards";
  more.append(summary, row(TEST_CARDS.filter((card) => !first.includes(card))));
  section.append(note, row(first), more);
  return section;
}
