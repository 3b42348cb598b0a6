import { callbackQueue } from "./callbacks.ts";
import { readFaultRequest } from "./faults.ts";
import { addByHand, deleteByHand } from "./google/by-hand.ts";
import { invalidateSyncTokens, setCalendarExists } from "./google/calendars.ts";
import { mailersendControls } from "./mailersend/control.ts";
import { listMessages } from "./messages.ts";
import { hotelPage } from "./page/hotel-page.ts";
import { randomId } from "./random-id.ts";
import { answerRoute, type Route } from "./routes.ts";
import { sandboxState } from "./state.ts";
import { connectControls } from "./stripe/accounts-control.ts";
import { openDispute, winDispute } from "./stripe/disputes.ts";
import { isRefusal, type StripeRefusal } from "./stripe/errors.ts";
import { settlePayment } from "./stripe/finish-payment.ts";
import { deliveries, events } from "./stripe/records.ts";
import {
  forceNextRefunds,
  REFUND_STATUSES,
  type RefundStatus,
  settleRefund,
} from "./stripe/refund-settlement.ts";
import { createRefund } from "./stripe/refunds.ts";
import { scheduleDelivery, webhookQueue } from "./stripe/webhook-delivery.ts";
import { twilioControls } from "./twilio/control.ts";
import type { World } from "./world.ts";

/** What the control calls need of the sandbox beyond its world. */
export interface Controls {
  world: World;
  reset(): void;
  /** Does everything that is due and does not go over the network as a webhook. */
  settleDue(): void;
  deliverDue(): Promise<number | undefined>;
}

const INVALID = 400;
const UNKNOWN = 404;

/**
 * The calls by which tests and the `/sandbox` page look at and steer the vendors. They sit beside
 * the vendors' own paths and are tried first.
 */
export function controlRoutes(
  controls: Controls,
): (request: Request) => Promise<Response | undefined> {
  const { world } = controls;
  const routes: Route[] = [
    route("GET", "/messages", () => Response.json({ messages: listMessages(world) })),
    route("GET", "/state", () => Response.json(sandboxState(world))),
    route("POST", "/reset", () => {
      controls.reset();
      return Response.json({ reset: true });
    }),
    route("GET", "/hotel/:hotel", (_request, { hotel = "" }) => {
      const page = hotelPage({ hotel, publicBase: world.settings.publicBase });
      if (page === undefined) return problem(UNKNOWN, "A hotel's slug is letters, digits, dashes.");
      return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    }),
    route("GET", "/faults", () => Response.json({ faults: world.faults.list() })),
    route("POST", "/faults", async (request) => {
      const fault = readFaultRequest(await readJson(request));
      if (typeof fault === "string") return problem(INVALID, fault);
      return Response.json(world.faults.add(fault), { status: 201 });
    }),
    route("DELETE", "/faults", () => {
      world.faults.clear();
      return new Response(null, { status: 204 });
    }),
    route("DELETE", "/faults/:id", (_request, { id = "" }) => {
      world.faults.remove(Number(id));
      return new Response(null, { status: 204 });
    }),
    route("POST", "/webhooks/take", async () => {
      controls.settleDue();
      return Response.json({ deliveries: await webhookQueue.take(world) });
    }),
    route("POST", "/webhooks/deliver", async () => {
      world.agenda.hasten("stripe-webhook", world.now());
      await controls.deliverDue();
      return Response.json({ pending: webhookQueue.pending(world).length });
    }),
    route("POST", "/callbacks/deliver", async () => {
      for (const kind of ["twilio-status", "mailersend-activity", "callback"] as const) {
        world.agenda.hasten(kind, world.now());
      }
      await controls.deliverDue();
      return Response.json({ pending: callbackQueue.pending(world).length });
    }),
    route("POST", "/callbacks/take", async () => {
      controls.settleDue();
      return Response.json({ callbacks: await callbackQueue.take(world) });
    }),
    ...stripeControls(world),
    ...connectControls(world),
    ...googleControls(world),
    ...mailersendControls(world),
    ...twilioControls(world),
  ];
  return (request) => answerRoute(routes, "/sandbox", request);
}

function stripeControls(world: World): Route[] {
  return [
    route("GET", "/stripe/events", () =>
      Response.json({
        events: events(world)
          .list()
          .map((event) => ({
            ...event,
            deliveries: deliveries(world).list(event.id),
          })),
      }),
    ),
    route("POST", "/stripe/events/:id/resend", (_request, { id = "" }) => {
      const event = events(world).get(id);
      if (event === undefined) return problem(UNKNOWN, `No such event: ${id}`);
      scheduleDelivery(world, event);
      return Response.json({ resent: id });
    }),
    route("POST", "/stripe/refunds/next", async (request) => {
      const body = await readJson(request);
      const status = refundStatus(body.status);
      if (status === undefined)
        return problem(INVALID, `status must be one of ${REFUND_STATUSES.join(", ")}.`);
      forceNextRefunds(world, status, Number(body.times ?? 1));
      return Response.json({ status });
    }),
    route("POST", "/stripe/refunds/:id/settle", async (request, { id = "" }) => {
      const body = await readJson(request);
      const status = refundStatus(body.status);
      if (status === undefined)
        return problem(INVALID, `status must be one of ${REFUND_STATUSES.join(", ")}.`);
      const reason = body.failure_reason;
      const refund = world.transaction(() =>
        settleRefund(world, id, status, typeof reason === "string" ? reason : undefined),
      );
      if (refund === undefined)
        return problem(UNKNOWN, "No such refund, or it has that status already.");
      return Response.json(refund);
    }),
    route("POST", "/stripe/payment_intents/:id/refund", async (request, { id = "" }) => {
      const { amount } = await readJson(request);
      const refund = world.transaction(() => refundByHand(world, id, amount));
      if (!isRefusal(refund)) return Response.json(refund);
      return problem(refund.status, refund.error.message);
    }),
    route("POST", "/stripe/payment_intents/:id/dispute", async (request, { id = "" }) => {
      const { status } = await readJson(request);
      const change = status === "won" ? winDispute : openDispute;
      const dispute = world.transaction(() => change(world, id));
      if (dispute !== undefined) return Response.json(dispute);
      return problem(
        UNKNOWN,
        "No such PaymentIntent that can be disputed, or whose dispute is open.",
      );
    }),
    route("POST", "/stripe/payment_intents/:id/settle", async (request, { id = "" }) => {
      const body = await readJson(request);
      const outcome = body.outcome === "fails" ? "fails" : "succeeds";
      const settled = world.transaction(() => settlePayment(world, id, outcome));
      if (!settled) return problem(UNKNOWN, "No such PaymentIntent that is processing.");
      return Response.json({ settled: id });
    }),
  ];
}

/** What staff do in Stripe's dashboard. */
function refundByHand(world: World, id: string, amount: unknown): object | StripeRefusal {
  const form = {
    payment_intent: id,
    ...(typeof amount === "number" ? { amount: `${amount}` } : {}),
  };
  const prepared = createRefund.prepare(form);
  if (isRefusal(prepared)) return prepared;
  const requestId = randomId(world, "req_", 14);
  return prepared.perform({ world, id: "", publishable: false, requestId, idempotencyKey: null });
}

function googleControls(world: World): Route[] {
  return [
    route("POST", "/google/by-hand", async (request) => {
      const body = await readJson(request);
      return world.transaction(() => addByHand(world, body));
    }),
    route("DELETE", "/google/by-hand", async (request) => {
      const body = await readJson(request);
      return world.transaction(() => deleteByHand(world, body));
    }),
    route("POST", "/google/calendars", async (request) => {
      const { id, exists } = await readJson(request);
      if (typeof id !== "string" || id === "") return problem(INVALID, "id is required.");
      setCalendarExists(world, id, exists !== false);
      return Response.json({ id, exists: exists !== false });
    }),
    route("POST", "/google/expire-sync-tokens", async (request) => {
      const { calendar } = await readJson(request);
      if (typeof calendar !== "string") return problem(INVALID, "calendar is required.");
      invalidateSyncTokens(world, calendar);
      return Response.json({ calendar });
    }),
  ];
}

function route(method: string, path: string, handle: Route["handle"]): Route {
  return { method, path, handle };
}

function refundStatus(given: unknown): RefundStatus | undefined {
  return REFUND_STATUSES.find((status) => status === given);
}

function problem(status: number, detail: string): Response {
  return Response.json(
    { type: "about:blank", title: "Sandbox control call refused", status, detail },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await request.json();
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
