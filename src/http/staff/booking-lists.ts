import { addDays, localDateOf } from "../../domain/local-time.ts";
import { listBookings } from "../../ledger/staff-lists.ts";
import { listFailedBookings } from "../../ledger/staff-lists-failed.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { readQuery } from "./read-query.ts";
import { reportZone } from "./report-period.ts";
import { resolutionView } from "./resolve.ts";
import { bookingsQuery, failedBookingsQuery } from "./staff-schemas.ts";

/**
 * `GET /api/staff/bookings?from=&to=&kind=&status=&q=&after=&limit=`: bookings, requests and unpaid
 * reservations of sessions, by start. Without any dates or words to look for, from yesterday on.
 */
export async function bookings(request: Request, { env, now }: Context): Promise<Response> {
  const query = readQuery(request, bookingsQuery);
  if (!query.ok) return query.response;
  const { from, to, q } = query.value;
  const isOpen = from === undefined && to === undefined && q === undefined;
  const yesterday = addDays(localDateOf(now(), reportZone), -1);
  const wanted = { ...query.value, ...(isOpen && { from: yesterday }) };
  const { items, next } = await listBookings(env.LEDGER, wanted);
  return json({
    ...(wanted.from !== undefined && { from: wanted.from }),
    ...(to !== undefined && { to }),
    bookings: items.map((booking) => ({
      ...booking,
      startsAt: iso(booking.startsAt),
      endsAt: iso(booking.endsAt),
    })),
    next,
  });
}

/** `GET /api/staff/failed-bookings?after=&limit=`: what is open first, then the newest. */
export async function failedBookings(request: Request, { env }: Context): Promise<Response> {
  const query = readQuery(request, failedBookingsQuery);
  if (!query.ok) return query.response;
  const { items, next } = await listFailedBookings(env.LEDGER, query.value);
  return json({
    failedBookings: items.map((failed) => ({
      ...failed,
      createdAt: iso(failed.createdAt),
      resolution: failed.resolution && resolutionView(failed.resolution),
    })),
    next,
  });
}
