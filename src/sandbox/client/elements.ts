import type { CardInput } from "./card-fields.ts";
import { type CardForm, makeCardForm } from "./card-form.ts";
import type { Appearance } from "./card-form-style.ts";
import type { Api, StripeJsError } from "./stripe-api.ts";

export interface ElementsOptions {
  clientSecret?: string;
  appearance?: Appearance;
  locale?: string;
}

type Listener = (event: Record<string, unknown>) => void;

/** The Payment Element, as far as cards go. https://docs.stripe.com/js/element/payment_element */
export interface PaymentElement {
  mount(target: string | Element): void;
  unmount(): void;
  destroy(): void;
  on(event: string, listener: Listener): PaymentElement;
  off(event: string, listener?: Listener): PaymentElement;
  once(event: string, listener: Listener): PaymentElement;
  update(options: Record<string, unknown>): void;
  focus(): void;
  blur(): void;
  clear(): void;
  collapse(): void;
}

export interface Elements {
  clientSecret: string | undefined;
  create(type: string, options?: Record<string, unknown>): PaymentElement;
  getElement(type: string): PaymentElement | null;
  submit(): Promise<{ error: StripeJsError } | { selectedPaymentMethod: string }>;
  update(options: Partial<ElementsOptions>): void;
  fetchUpdates(): Promise<{ error?: StripeJsError }>;
  /** Not of Stripe: how `confirmPayment` reaches the fields. */
  readCard(): CardInput | { error: StripeJsError };
}

/** One Elements instance, which holds at most one Payment Element. */
export function makeElements(api: Api, options: ElementsOptions): Elements {
  const settings = { ...options };
  let form: CardForm | undefined;
  let element: PaymentElement | null = null;

  const readCard = (): CardInput | { error: StripeJsError } => {
    if (form === undefined) {
      throw new Error(
        "IntegrationError: Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element.",
      );
    }
    return form.read();
  };

  return {
    clientSecret: options.clientSecret,
    create(type) {
      if (type !== "payment") {
        throw new Error(
          `IntegrationError: The sandbox knows no "${type}" element, only "payment".`,
        );
      }
      if (element !== null) {
        throw new Error(
          "IntegrationError: Can only create one Element of type payment through this Elements instance.",
        );
      }
      const made = makePaymentElement(api, settings, (mounted) => {
        form = mounted;
      });
      element = {
        ...made,
        destroy() {
          made.destroy();
          element = null;
        },
      };
      return element;
    },
    getElement: (type) => (type === "payment" ? element : null),
    async submit() {
      const card = readCard();
      return "error" in card ? card : { selectedPaymentMethod: "card" };
    },
    update(changes) {
      Object.assign(settings, changes);
      form?.restyle(settings.appearance);
    },
    fetchUpdates: async () => ({}),
    readCard,
  };
}

function makePaymentElement(
  api: Api,
  settings: ElementsOptions,
  onForm: (form: CardForm | undefined) => void,
): PaymentElement {
  const listeners = new Map<string, Set<Listener>>();
  let form: CardForm | undefined;
  let destroyed = false;

  const emit = (event: string, details: Record<string, unknown> = {}) => {
    for (const listener of listeners.get(event) ?? []) {
      listener({ elementType: "payment", ...details });
    }
  };

  const unmount = () => {
    form?.remove();
    form = undefined;
    onForm(undefined);
  };

  async function load(mounted: CardForm): Promise<void> {
    if (settings.clientSecret === undefined) {
      emit("ready");
      return;
    }
    const found = await api.retrieve(settings.clientSecret);
    if (form !== mounted) return;
    const problem = "error" in found ? found.error : terminal(found.paymentIntent?.status);
    if (problem === undefined) {
      mounted.show();
      emit("ready");
    } else {
      mounted.fail(problem.message ?? "The payment form could not be loaded.");
      emit("loaderror", { error: problem });
    }
  }

  const element: PaymentElement = {
    mount(target) {
      if (destroyed) throw new Error("IntegrationError: This Element has already been destroyed.");
      const place = typeof target === "string" ? document.querySelector(target) : target;
      if (place === null) {
        throw new Error(
          `IntegrationError: The selector you specified (${String(target)}) applies to no DOM elements that are currently on the page.`,
        );
      }
      unmount();
      const mounted = makeCardForm(place, settings.appearance, (event, details) =>
        emit(event, details),
      );
      form = mounted;
      onForm(mounted);
      void load(mounted);
    },
    unmount,
    destroy() {
      unmount();
      destroyed = true;
      listeners.clear();
    },
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return element;
    },
    off(event, listener) {
      if (listener === undefined) listeners.delete(event);
      else listeners.get(event)?.delete(listener);
      return element;
    },
    once(event, listener) {
      const first: Listener = (details) => {
        element.off(event, first);
        listener(details);
      };
      return element.on(event, first);
    },
    update() {},
    focus: () => form?.focus(),
    blur: () => form?.blur(),
    clear: () => form?.clear(),
    collapse() {},
  };
  return element;
}

/** A PaymentIntent at its end cannot be paid with Elements any more. */
function terminal(status: string | undefined): StripeJsError | undefined {
  if (status !== "succeeded" && status !== "canceled") return undefined;
  return {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `The client_secret is of a PaymentIntent in a terminal state (${status}) and cannot be used to initialize Elements.`,
  };
}
