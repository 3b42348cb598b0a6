import type { SessionForm } from "./session-state.ts";

const sessionShape = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * What a link to an experience proposes: `?session=2026-12-12T10:00&participants=2&hotel=grand-hotel`.
 * Hotels' widgets and emails link so. Anything else is ignored.
 */
export function proposedSession(
  search: string,
  limits: { minimum: number; maximum: number },
): Partial<Pick<SessionForm, "session" | "participants" | "hotel" | "mode">> {
  const query = new URLSearchParams(search);
  const session = query.get("session") ?? "";
  const participants = query.get("participants") ?? "";
  const hotel = query.get("hotel") ?? "";
  const party = /^\d{1,5}$/.test(participants) ? Number(participants) : 0;
  return {
    ...(sessionShape.test(session) && { session, mode: "session" as const }),
    ...(party >= limits.minimum && party <= limits.maximum && { participants: String(party) }),
    ...(hotel.length <= 60 && slugShape.test(hotel) && { hotel }),
  };
}

/** The link that proposes a session. */
export function sessionLink(
  experience: string,
  proposal: { session?: string; participants?: string; hotel?: string | null },
): string {
  const given = Object.entries(proposal).filter(([, value]) => value);
  const query = new URLSearchParams(given as [string, string][]);
  return `/experiences/${experience}${given.length === 0 ? "" : `?${query}`}`;
}
