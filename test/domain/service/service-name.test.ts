import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomPart, roomOf } from "../../../src/domain/reservation-id.ts";
import { serviceOf, serviceReservationId } from "../../../src/domain/service/service-name.ts";
import { sessionOf } from "../../../src/domain/session/session-name.ts";

describe("a service's reservation id", () => {
  test("names the service and is nobody else's", () => {
    const id = serviceReservationId("airport-transfers", "0123456789abcdef");
    expect(id).toBe("res_service_airport-transfers_0123456789abcdef");
    expect(serviceOf(id)).toBe("airport-transfers");
    expect(roomOf(id)).toBeUndefined();
    expect(sessionOf(id)).toBeUndefined();
  });

  test("is read back for every service and all random bytes", () => {
    const slugs = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(slugs, bytes, (slug, random) => {
        expect(serviceOf(serviceReservationId(slug, randomPart(random)))).toBe(slug);
      }),
    );
  });

  test.each([
    "",
    "airport-transfers",
    "res_service__0123456789abcdef",
    "res_service_airport-transfers_0123456789abcde",
    "res_service_airport-transfers_0123456789abcdefg",
    "res_service_airport-transfers_0123456789abcdew",
    "res_service_airport_transfers_0123456789abcdef",
    "res_service_Airport_0123456789abcdef",
    "res_room_airport-transfers_0123456789abcdef",
    "res_service_airport-transfers_0123456789abcdef\n",
    `res_service_${"x".repeat(41)}_0123456789abcdef`,
  ])("is not %j", (id) => {
    expect(serviceOf(id)).toBeUndefined();
  });
});
