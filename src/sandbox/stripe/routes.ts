import { answerRoute, type Route } from "../routes.ts";
import type { World } from "../world.ts";
import { createAccountLink } from "./account-links.ts";
import { createAccount, listAccounts, retrieveAccount } from "./accounts.ts";
import { answerCall } from "./answer-call.ts";
import { authenticationPage, finishAuthenticationCall } from "./authentication-page.ts";
import { retrieveBalance } from "./balance.ts";
import { listCharges, retrieveCharge } from "./charges.ts";
import { checkoutPageRoutes } from "./checkout-page-routes.ts";
import {
  expireCheckoutSession,
  listCheckoutSessionItems,
  listCheckoutSessions,
  retrieveCheckoutSession,
  updateCheckoutSession,
} from "./checkout-sessions.ts";
import { createCheckoutSession } from "./create-checkout-session.ts";
import { createPaymentIntent } from "./create-payment-intent.ts";
import { createPaymentLink } from "./create-payment-link.ts";
import { listDisputes } from "./disputes.ts";
import { listEvents, retrieveEvent } from "./events.ts";
import { leaveOnboarding, onboardingPage } from "./onboarding-page.ts";
import type { StripeOperation } from "./operation.ts";
import {
  cancelPaymentIntent,
  confirmPaymentIntent,
  listPaymentIntents,
  retrievePaymentIntent,
  updatePaymentIntent,
} from "./payment-intents.ts";
import {
  listPaymentLinkItems,
  listPaymentLinks,
  retrievePaymentLink,
  updatePaymentLink,
} from "./payment-links.ts";
import { createRefund, listRefunds, retrieveRefund, updateRefund } from "./refunds.ts";
import { createTransfer, listTransfers, retrieveTransfer, updateTransfer } from "./transfers.ts";
import { createReversal, listReversals, retrieveReversal } from "./transfers-reversals.ts";

/** Every call of Stripe's API that the sandbox answers. To add one, add a line. */
const OPERATIONS: ["GET" | "POST", string, StripeOperation][] = [
  ["POST", "/v1/payment_intents", createPaymentIntent],
  ["GET", "/v1/payment_intents", listPaymentIntents],
  ["GET", "/v1/payment_intents/:id", retrievePaymentIntent],
  ["POST", "/v1/payment_intents/:id", updatePaymentIntent],
  ["POST", "/v1/payment_intents/:id/confirm", confirmPaymentIntent],
  ["POST", "/v1/payment_intents/:id/cancel", cancelPaymentIntent],
  ["GET", "/v1/charges", listCharges],
  ["GET", "/v1/charges/:id", retrieveCharge],
  ["POST", "/v1/refunds", createRefund],
  ["GET", "/v1/refunds", listRefunds],
  ["GET", "/v1/refunds/:id", retrieveRefund],
  ["POST", "/v1/refunds/:id", updateRefund],
  ["GET", "/v1/disputes", listDisputes],
  ["POST", "/v1/accounts", createAccount],
  ["GET", "/v1/accounts", listAccounts],
  ["GET", "/v1/accounts/:id", retrieveAccount],
  ["POST", "/v1/account_links", createAccountLink],
  ["POST", "/v1/transfers", createTransfer],
  ["GET", "/v1/transfers", listTransfers],
  ["GET", "/v1/transfers/:id", retrieveTransfer],
  ["POST", "/v1/transfers/:id", updateTransfer],
  ["POST", "/v1/transfers/:id/reversals", createReversal],
  ["GET", "/v1/transfers/:id/reversals", listReversals],
  ["GET", "/v1/transfers/:transfer/reversals/:id", retrieveReversal],
  ["GET", "/v1/balance", retrieveBalance],
  ["POST", "/v1/payment_links", createPaymentLink],
  ["GET", "/v1/payment_links", listPaymentLinks],
  ["GET", "/v1/payment_links/:id", retrievePaymentLink],
  ["POST", "/v1/payment_links/:id", updatePaymentLink],
  ["GET", "/v1/payment_links/:id/line_items", listPaymentLinkItems],
  ["POST", "/v1/checkout/sessions", createCheckoutSession],
  ["GET", "/v1/checkout/sessions", listCheckoutSessions],
  ["GET", "/v1/checkout/sessions/:id", retrieveCheckoutSession],
  ["POST", "/v1/checkout/sessions/:id", updateCheckoutSession],
  ["POST", "/v1/checkout/sessions/:id/expire", expireCheckoutSession],
  ["GET", "/v1/checkout/sessions/:id/line_items", listCheckoutSessionItems],
  ["GET", "/v1/events", listEvents],
  ["GET", "/v1/events/:id", retrieveEvent],
];

const BASE = "/sandbox/stripe";

/** Answers everything under `/sandbox/stripe`. */
export function stripeRoutes(world: World): (request: Request) => Promise<Response> {
  const running = new Set<string>();
  const routes: Route[] = [
    ...OPERATIONS.map(([method, path, operation]) => ({
      method,
      path,
      handle: (request: Request, { id = "" }: Record<string, string>) =>
        answerCall(world, running, request, operation, id),
    })),
    {
      method: "GET",
      path: "/authenticate/:id",
      handle: (request, { id = "" }) => authenticationPage(world, request, id),
    },
    {
      method: "POST",
      path: "/authenticate/:id",
      handle: (request, { id = "" }) => finishAuthenticationCall(world, request, id),
    },
    ...checkoutPageRoutes(world),
    {
      method: "GET",
      path: "/connect/setup/:id",
      handle: (_request, { id = "" }) => onboardingPage(world, id),
    },
    {
      method: "POST",
      path: "/connect/setup/:id",
      handle: (request, { id = "" }) => leaveOnboarding(world, request, id),
    },
  ];
  return async (request) => {
    if (request.method === "OPTIONS") return withCors(new Response(null, { status: 204 }));
    const answer = await answerRoute(routes, BASE, request);
    return withCors(answer ?? (await answerCall(world, running, request, undefined, "")));
  };
}

/** Browsers on any origin may call, as they may call api.stripe.com; the keys decide. */
function withCors(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set("access-control-allow-origin", "*");
  headers.set("access-control-allow-methods", "GET, POST, OPTIONS");
  headers.set(
    "access-control-allow-headers",
    "accept, authorization, content-type, idempotency-key, stripe-version",
  );
  headers.set("access-control-expose-headers", "request-id");
  return new Response(answer.body, { status: answer.status, headers });
}
