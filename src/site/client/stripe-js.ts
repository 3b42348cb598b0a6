/**
 * The part of Stripe.js that the payment step uses (docs.stripe.com/js). Loaded from the address
 * that the page is given, as Stripe asks; never bundled.
 */
export interface StripeFailure {
  type: string;
  code?: string;
  message?: string;
  payment_intent?: StripePayment;
}

export interface StripePayment {
  status: string;
}

export interface PaymentElement {
  mount(place: HTMLElement): void;
  unmount(): void;
  on(event: "ready", heard: () => void): unknown;
  on(event: "loaderror", heard: (event: { error: StripeFailure }) => void): unknown;
}

export interface StripeElements {
  create(type: "payment", options?: Record<string, unknown>): PaymentElement;
}

export interface StripeJs {
  elements(options: { clientSecret: string; appearance?: Record<string, unknown> }): StripeElements;
  /** Leaves the page when the payment goes through; answers only when it does not. */
  confirmPayment(options: {
    elements: StripeElements;
    confirmParams: { return_url: string };
  }): Promise<{ error?: StripeFailure }>;
  retrievePaymentIntent(clientSecret: string): Promise<{ paymentIntent?: StripePayment }>;
}

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => StripeJs;
  }
}

let loading: Promise<void> | undefined;

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${url} did not load`));
    };
    document.head.append(script);
  });
}

/** Stripe.js for the key. Rejects when the script cannot be loaded; a later call tries again. */
export async function loadStripe(url: string, publishableKey: string): Promise<StripeJs> {
  loading ??= loadScript(url);
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  if (window.Stripe === undefined) throw new Error(`${url} defines no Stripe`);
  return window.Stripe(publishableKey);
}
