import { catalogue } from "../../catalogue/catalogue.ts";
import { describeRefundPolicy } from "../../domain/refund-policy.ts";
import { prepareRoomRequest } from "../../domain/room/room-request.ts";
import { priceTrip } from "../../domain/service/service-request.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { checkBody, readJson } from "../read-body.ts";
import { roomQuoteSchema, tripQuoteSchema } from "../schemas.ts";

/** `POST /api/quote`: what a room or a trip would cost. Holds nothing and asks nobody. */
export async function quote(request: Request, context: Context): Promise<Response> {
  const body = await readJson(request);
  if (!body.ok) return body.response;
  const isTrip = typeof body.value === "object" && body.value !== null && "service" in body.value;
  return isTrip ? quoteOfTrip(body.value, context) : quoteOfRoom(body.value, context);
}

function quoteOfTrip(body: unknown, { now }: Context): Response {
  const wanted = checkBody(body, tripQuoteSchema);
  if (!wanted.ok) return wanted.response;
  const { service: slug, ...wishes } = wanted.value;
  const service = catalogue.soldService(slug);
  if (service === undefined) return problem("unknown-service");
  const priced = priceTrip(service, wishes, now());
  if (!priced.ok) return problem("invalid-request", { violations: priced.violations });
  return json({
    ...priced.quote,
    refundPolicy: describeRefundPolicy(service.refundPolicy, "service"),
  });
}

function quoteOfRoom(body: unknown, { now }: Context): Response {
  const wanted = checkBody(body, roomQuoteSchema);
  if (!wanted.ok) return wanted.response;
  const { room: slug, ...wishes } = wanted.value;
  const room = catalogue.room(slug);
  if (room === undefined) return problem("unknown-room");
  const discounts = catalogue.discounts.map(({ id }) => id);
  const prepared = prepareRoomRequest(room, wishes, now(), discounts);
  if (!prepared.ok) return problem("invalid-request", { violations: prepared.violations });
  return json({ ...prepared.quote, refundPolicy: describeRefundPolicy(room.refundPolicy) });
}
