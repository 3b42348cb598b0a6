import type { ServiceFacts } from "../../../src/messages/service-facts.ts";
import { SAMPLE_TRIP } from "../../../src/sandbox/page/sample-service.ts";

/** Four from Vancouver Airport to Whistler, Saturday 12 December 2026, picked up at 8:30. */
export function sampleTrip(change: Partial<ServiceFacts> = {}): ServiceFacts {
  return { ...SAMPLE_TRIP, ...change };
}

/** The same for a guest of this name, who also wrote it wherever a guest can write. */
export function tripOf(name: string): ServiceFacts {
  const { guest, pickup } = SAMPLE_TRIP;
  return sampleTrip({
    guest: { ...guest, name, phone: `+1 604 555 0199 ${name}` },
    pickup: { ...pickup, details: name },
    extras: [{ label: "Welcome sign", value: name }],
    notes: name,
  });
}
