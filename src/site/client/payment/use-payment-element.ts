import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Hold } from "../booking-state.ts";
import { confirmationPath, paidPath } from "../hold.ts";
import {
  loadStripe,
  type StripeElements,
  type StripeFailure,
  type StripeJs,
  type StripePayment,
} from "../stripe-js.ts";

/** The colours and type of styles.css: the card form is a document of Stripe's own. */
const appearance = {
  theme: "stripe",
  variables: {
    colorPrimary: "#8c2f1b",
    colorText: "#231b16",
    colorBackground: "#fffdf8",
    colorDanger: "#a3150f",
    fontFamily: "system-ui, sans-serif",
    borderRadius: "2px",
  },
};

export interface Payer {
  name: string;
  email: string;
  phone: string;
}

export type CardForm =
  | { state: "loading" }
  | { state: "ready" }
  | { state: "failed"; message: string };

/** Stripe writes these two kinds of message for the cardholder; others are for developers. */
const sayFailure = ({ type, message }: StripeFailure): string =>
  (type === "card_error" || type === "validation_error") && message
    ? message
    : "The payment did not go through, and nothing was charged. Try again, or use another card.";

/** Paid already, in another tab or before a reload: there is nothing left to pay here. */
const isPaid = (payment: StripePayment | undefined): boolean =>
  payment?.status === "succeeded" || payment?.status === "processing";

const notLoaded =
  "The card form did not load. Check your connection and that nothing blocks Stripe; nobody can take your booking meanwhile.";

/** Mounts Stripe's Payment Element for the hold. `pay` answers only when the payment failed. */
export function usePaymentElement(
  stripeJsUrl: string,
  hold: Hold,
  payer: Payer,
): {
  place: RefObject<HTMLDivElement | null>;
  card: CardForm;
  pay: () => Promise<string>;
  reload: () => void;
} {
  const place = useRef<HTMLDivElement>(null);
  const mounted = useRef<{ stripe: StripeJs; elements: StripeElements } | undefined>(undefined);
  const [card, setCard] = useState<CardForm>({ state: "loading" });
  const [loads, setLoads] = useState(0);
  const { clientSecret, publishableKey } = hold;
  const { name, email, phone } = payer;
  const firstPayer = useRef({ name, email, phone });

  // `loads` asks for another try.
  useEffect(() => {
    let isGone = false;
    let unmount = () => {};
    mounted.current = undefined;
    setCard({ state: "loading" });
    loadStripe(stripeJsUrl, publishableKey)
      .then((stripe) => {
        if (isGone || place.current === null) return;
        const elements = stripe.elements({ clientSecret, appearance });
        const element = elements.create("payment", {
          defaultValues: { billingDetails: firstPayer.current },
        });
        element.on("ready", () => setCard({ state: "ready" }));
        element.on("loaderror", () => setCard({ state: "failed", message: notLoaded }));
        element.mount(place.current);
        mounted.current = { stripe, elements };
        unmount = () => element.unmount();
        return stripe.retrievePaymentIntent(clientSecret);
      })
      .then((found) => {
        if (!isGone && isPaid(found?.paymentIntent)) location.replace(paidPath(hold));
      })
      .catch(() => {
        // Once the card form stands, not knowing whether it is paid already does no harm.
        if (!isGone && mounted.current === undefined)
          setCard({ state: "failed", message: notLoaded });
      });
    return () => {
      isGone = true;
      unmount();
    };
  }, [stripeJsUrl, publishableKey, clientSecret, hold, loads]);

  const pay = useCallback(async (): Promise<string> => {
    if (mounted.current === undefined) return notLoaded;
    const { stripe, elements } = mounted.current;
    try {
      const { error } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: new URL(confirmationPath(hold), location.href).href },
      });
      if (error === undefined) return "";
      if (isPaid(error.payment_intent)) location.replace(paidPath(hold));
      return sayFailure(error);
    } catch {
      return sayFailure({ type: "api_error" });
    }
  }, [hold]);

  return { place, card, pay, reload: () => setLoads((times) => times + 1) };
}
