import type { Stripe } from "stripe";
import type { World } from "../world.ts";
import {
  moreDue,
  nothingDue,
  onboardingDue,
  verificationPending,
} from "./accounts-requirements.ts";
import { emitEvent } from "./events.ts";
import { accounts } from "./records.ts";

export const CAPABILITY_STATUSES = ["active", "inactive", "pending"] as const;

export type CapabilityStatus = (typeof CAPABILITY_STATUSES)[number];

/** The person has told everything, and Stripe has found it good, or is still checking it. */
export function finishOnboarding(world: World, id: string, status: "active" | "pending"): void {
  const acceptedAt = Math.floor(world.now() / 1000);
  changeAccount(world, id, status, {
    details_submitted: true,
    tos_acceptance: { date: acceptedAt, ip: "192.0.2.1", user_agent: null },
  });
}

/**
 * Gives an account its capabilities or takes them away, as Stripe does when it has checked a person
 * or finds something wrong. Only capabilities that were requested. Answers undefined for an unknown
 * account.
 */
export function setCapabilities(
  world: World,
  id: string,
  status: CapabilityStatus,
): Stripe.Account | undefined {
  return changeAccount(world, id, status, {});
}

function changeAccount(
  world: World,
  id: string,
  status: CapabilityStatus,
  told: Partial<Stripe.Account>,
): Stripe.Account | undefined {
  const record = accounts(world).get(id);
  if (record === undefined) return undefined;
  const before = record.shown;
  const known: Stripe.Account = { ...before, ...told };
  const names = Object.keys(before.capabilities ?? {});
  const after: Stripe.Account = {
    ...known,
    capabilities: Object.fromEntries(names.map((name) => [name, status])),
    charges_enabled: status === "active" && names.includes("card_payments"),
    payouts_enabled: status === "active",
    requirements: requirementsOf(known, status),
  };
  accounts(world).put(id, { ...record, shown: after });
  announce(world, before, after);
  return after;
}

function requirementsOf(
  { details_submitted }: Stripe.Account,
  status: CapabilityStatus,
): Stripe.Account.Requirements {
  if (status === "active") return nothingDue();
  if (!details_submitted) return onboardingDue();
  return status === "pending" ? verificationPending() : moreDue();
}

/** https://docs.stripe.com/connect/webhooks: both events belong to the connected account. */
function announce(world: World, before: Stripe.Account, after: Stripe.Account): void {
  const names = ["capabilities", "details_submitted", "payouts_enabled", "requirements"] as const;
  const changed = names.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const previous = Object.fromEntries(changed.map((name) => [name, before[name]]));
  emitEvent(world, undefined, "account.updated", after, previous, after.id);
  for (const [name, status] of Object.entries(after.capabilities ?? {})) {
    const old = Object.entries(before.capabilities ?? {}).find(([key]) => key === name)?.[1];
    if (old === status) continue;
    const capability = {
      id: name,
      object: "capability",
      account: after.id,
      requested: true,
      requested_at: after.created ?? null,
      status,
    };
    emitEvent(world, undefined, "capability.updated", capability, { status: old }, after.id);
  }
}

/** Pays everything that the account holds to its bank: a reversal then finds nothing. */
export function payOut(world: World, id: string, held: Record<string, number>): boolean {
  const record = accounts(world).get(id);
  if (record === undefined) return false;
  const paidOut = { ...record.paidOut };
  for (const [currency, amount] of Object.entries(held)) {
    paidOut[currency] = (paidOut[currency] ?? 0) + amount;
  }
  accounts(world).put(id, { ...record, paidOut });
  return true;
}
