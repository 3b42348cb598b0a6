import { type IRequest, Router } from "itty-router";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { deskStub, stubOfReservation } from "../rooms.ts";
import { cancelSchema } from "../schemas.ts";
import { staffMember } from "./access.ts";

type Args = [Context, string];

const routes = Router<IRequest, Args, Response | undefined>({ base: "/api/staff" })
  .get("/payments/:payment", (request, context) => paymentStory(request, context))
  .post("/bookings/:id/cancel", (request, context, who) => cancel(request, context, who))
  .post("/effects/:id+/retry", (request, context) => retry(request, context))
  .post("/payments/pause", (_request, context) => pause(true, context))
  .post("/payments/resume", (_request, context) => pause(false, context))
  .get("/stray-payments", async (_request, { env }) =>
    json({ payments: await deskStub(env).strayPayments() }),
  );

/** Closed to everybody whom Cloudflare Access does not vouch for. */
export async function staffRoutes(request: Request, context: Context): Promise<Response> {
  const who = await staffMember(request, context);
  if (who === undefined) return problem("not-allowed");
  return (await routes.fetch(request as IRequest, context, who)) ?? problem("not-found");
}

/** Everything known about one payment: state, journal and effects. */
async function paymentStory(request: IRequest, { env, payments }: Context) {
  const seen = await payments.look(request.params.payment ?? "");
  if (seen.kind === "permanent") return problem("not-found");
  if (seen.kind !== "ok") return problem("payment-provider-unavailable");
  const id = seen.value.reservation;
  const story = id && (await stubOfReservation(env, id)?.story(id));
  const { secret: _, ...atProvider } = seen.value;
  return json({ atProvider, ...(story || { reservation: null, journal: [], effects: [] }) });
}

async function cancel(request: IRequest, { env, log }: Context, who: string): Promise<Response> {
  const body = await readBody(request, cancelSchema);
  if (!body.ok) return body.response;
  const id = request.params.id ?? "";
  const result = await stubOfReservation(env, id)?.cancel(id, body.value);
  if (result === undefined) return problem("unknown-reservation");
  if (result.ok) {
    log({ message: "Cancelled by staff", level: "info", reservation: id, who });
    return json({ status: "cancelled" });
  }
  const { refusal } = result;
  switch (refusal.reason) {
    case "unknown":
      return problem("unknown-reservation");
    case "not-cancellable":
      return problem("not-cancellable", { detail: `It is ${refusal.status}.` });
    case "amount-too-large": {
      const message = `At most ${refusal.refundable} can still be refunded.`;
      const violation = { field: "amount", code: "too-large", message };
      return problem("invalid-request", { violations: [violation] });
    }
  }
}

async function retry(request: IRequest, { env }: Context): Promise<Response> {
  const effect = request.params.id ?? "";
  const stub = stubOfReservation(env, effect.split("/")[0] ?? "");
  const found = await stub?.retry(effect);
  return found ? json({ status: "due" }) : problem("not-found");
}

async function pause(paused: boolean, { env }: Context): Promise<Response> {
  await deskStub(env).pausePayments(paused);
  return json({ paused });
}
