import { catalogue } from "../../catalogue/catalogue.ts";
import { describeRefundPolicy } from "../../domain/refund-policy.ts";
import { prepareRoomRequest } from "../../domain/room-request.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { roomQuoteSchema } from "../schemas.ts";

/** `POST /api/quote`: what it would cost. Holds nothing and asks nobody. */
export async function quote(request: Request, { now }: Context): Promise<Response> {
  const body = await readBody(request, roomQuoteSchema);
  if (!body.ok) return body.response;
  const { room: slug, ...wishes } = body.value;
  const room = catalogue.room(slug);
  if (room === undefined) return problem("unknown-room");
  const discounts = catalogue.discounts.map(({ id }) => id);
  const prepared = prepareRoomRequest(room, wishes, now(), discounts);
  if (!prepared.ok) return problem("invalid-request", { violations: prepared.violations });
  return json({ ...prepared.quote, refundPolicy: describeRefundPolicy(room.refundPolicy) });
}
