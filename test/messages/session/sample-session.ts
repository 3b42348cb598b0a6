import type { SessionFacts } from "../../../src/messages/session-facts.ts";
import { SAMPLE_SESSION } from "../../../src/sandbox/page/sample-session.ts";

/** Two people on "Harbour by Kayak", Saturday 12 December 2026, 10:00 to 12:30 in Vancouver. */
export function sampleSession(change: Partial<SessionFacts> = {}): SessionFacts {
  return { ...SAMPLE_SESSION, ...change };
}

/** The same with a supplier who reads Italian. */
export function italianSession(change: Partial<SessionFacts> = {}): SessionFacts {
  return sampleSession({ supplier: { ...SAMPLE_SESSION.supplier, language: "it" }, ...change });
}
