import type { Stripe } from "stripe";
import { invalidParameter, type StripeRefusal } from "./errors.ts";

/** `controller` of an account's creation. */
export interface ControllerValues {
  fees?: { payer?: "account" | "application" };
  losses?: { payments?: "application" | "stripe" };
  requirement_collection?: "application" | "stripe";
  stripe_dashboard?: { type?: "express" | "full" | "none" };
}

type AccountType = "custom" | "express" | "standard";

/** What the three account types stand for. https://docs.stripe.com/connect/migrate-to-controller-properties */
const OF_TYPE: Record<AccountType, ControllerValues> = {
  standard: {
    fees: { payer: "account" },
    losses: { payments: "stripe" },
    requirement_collection: "stripe",
    stripe_dashboard: { type: "full" },
  },
  express: {
    fees: { payer: "application" },
    losses: { payments: "application" },
    requirement_collection: "stripe",
    stripe_dashboard: { type: "express" },
  },
  custom: {
    fees: { payer: "application" },
    losses: { payments: "application" },
    requirement_collection: "application",
    stripe_dashboard: { type: "none" },
  },
};

/**
 * Refuses combinations that Stripe refuses: an Express dashboard goes with a platform that pays the
 * fees and bears the losses, and Stripe then collects the requirements.
 */
export function wrongController(
  type: AccountType | undefined,
  controller: ControllerValues | undefined,
): StripeRefusal | undefined {
  if (type !== undefined && controller !== undefined) {
    return invalidParameter(
      "You may only specify one of these parameters: type, controller.",
      "controller",
    );
  }
  if (controller?.stripe_dashboard?.type !== "express") return undefined;
  const { express } = OF_TYPE;
  const rules = [
    ["controller[fees][payer]", controller.fees?.payer, express.fees?.payer, "account"],
    [
      "controller[losses][payments]",
      controller.losses?.payments,
      express.losses?.payments,
      "stripe",
    ],
    [
      "controller[requirement_collection]",
      controller.requirement_collection,
      express.requirement_collection,
      "stripe",
    ],
  ] as const;
  const broken = rules.find(([, given, wanted, otherwise]) => (given ?? otherwise) !== wanted);
  if (broken === undefined) return undefined;
  const [param, , wanted] = broken;
  return invalidParameter(
    `When \`controller[stripe_dashboard][type]\` is \`express\`, \`${param}\` must be \`${wanted}\`.`,
    param,
  );
}

/** The controller that Stripe shows; what was left out has Stripe's defaults. */
export function controllerOf(
  type: AccountType | undefined,
  controller: ControllerValues | undefined,
): Stripe.Account.Controller {
  const { standard } = OF_TYPE;
  const given = controller ?? OF_TYPE[type ?? "standard"];
  return {
    type: "application",
    is_controller: true,
    fees: { payer: given.fees?.payer ?? "account" },
    losses: { payments: given.losses?.payments ?? "stripe" },
    requirement_collection: given.requirement_collection ?? "stripe",
    stripe_dashboard: {
      type: given.stripe_dashboard?.type ?? standard.stripe_dashboard?.type ?? "full",
    },
  };
}
