import { describe, expect, test } from "vitest";
import { tripAlternatives } from "../../../src/domain/service/trip-alternatives.ts";
import type { VehicleClaim } from "../../../src/domain/service/vehicles.ts";
import { at, DAY_MS, HOUR_MS } from "../venue.ts";
import { serviceRules, TRINIDAD } from "./service-venue.ts";

const NOW = at("2026-12-01", "12:00", TRINIDAD);
const SATURDAY = "2026-12-12";
const wanted = {
  date: SATURDAY,
  time: "10:00",
  startsAt: at(SATURDAY, "10:00", TRINIDAD),
  endsAt: at(SATURDAY, "11:30", TRINIDAD),
  vehicles: 1,
};

/** Both vehicles are out from one wall time to another. */
function out(date: string, from: string, to: string, vehicles = 2): VehicleClaim {
  return { startsAt: at(date, from, TRINIDAD), endsAt: at(date, to, TRINIDAD), vehicles };
}

function offered(claims: VehicleClaim[], change = {}, rules = serviceRules(), now = NOW) {
  const looks: number[] = [];
  const claimsDuring = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }) => {
    looks.push(startsAt);
    return claims.filter((claim) => claim.startsAt < endsAt && claim.endsAt > startsAt);
  };
  const found = tripAlternatives(rules, { ...wanted, ...change }, claimsDuring, now);
  return { looks: looks.length, said: found.map(({ dates, start }) => `${dates} ${start}`) };
}

const wholeDay = (date: string) => out(date, "04:00", "23:59");

describe("other times for a trip whose own is taken", () => {
  test("are three near ones of that day at which enough vehicles are free all the way", () => {
    expect(offered([out(SATURDAY, "10:00", "12:00")]).said).toEqual([
      `${SATURDAY} 08:30`,
      `${SATURDAY} 12:00`,
      `${SATURDAY} 12:15`,
    ]);
  });

  test("say when the vehicle is back", () => {
    const rules = serviceRules();
    const claims = [out(SATURDAY, "10:00", "12:00")];
    const [first] = tripAlternatives(rules, wanted, () => claims, NOW);
    expect(first).toEqual({ dates: [SATURDAY], start: "08:30", end: "10:00" });
  });

  test("are on both sides of it where both have some: a guest may be able to wait, or to hurry", () => {
    expect(offered([out(SATURDAY, "10:00", "20:00")]).said).toEqual([
      `${SATURDAY} 08:30`,
      `${SATURDAY} 20:00`,
      `${SATURDAY} 20:15`,
    ]);
  });

  test("need as many vehicles as the trip takes", () => {
    const one = [out(SATURDAY, "10:00", "12:00", 1)];
    expect(offered(one).said).toContain(`${SATURDAY} 09:45`);
    expect(offered(one, { vehicles: 2 }).said).not.toContain(`${SATURDAY} 09:45`);
  });

  test("are never the one that was refused, nor outside the hours or too soon", () => {
    const late = { time: "22:00", startsAt: at(SATURDAY, "22:00", TRINIDAD) };
    const { said } = offered([], late);
    expect(said).toEqual([`${SATURDAY} 21:15`, `${SATURDAY} 21:30`, `${SATURDAY} 21:45`]);
    const now = at(SATURDAY, "04:10", TRINIDAD);
    const soon = offered([out(SATURDAY, "10:30", "21:00")], {}, serviceRules(), now).said;
    expect(soon).toEqual([`${SATURDAY} 21:00`, `${SATURDAY} 21:15`, `${SATURDAY} 21:30`]);
  });

  test("are on the days around it, nearest first, when the day has none", () => {
    expect(offered([wholeDay(SATURDAY)]).said).toEqual([
      "2026-12-11 10:00",
      "2026-12-13 10:00",
      "2026-12-14 10:00",
    ]);
  });

  test("lie on no closed day and not beyond the horizon", () => {
    const christmas = { date: "2026-12-24", startsAt: at("2026-12-24", "10:00", TRINIDAD) };
    expect(offered([wholeDay("2026-12-24")], christmas).said).not.toContain("2026-12-25 10:00");
    const short = serviceRules({ horizonMs: 11 * DAY_MS });
    expect(offered([wholeDay(SATURDAY)], {}, short).said).toEqual([
      "2026-12-09 10:00",
      "2026-12-10 10:00",
      "2026-12-11 10:00",
    ]);
  });

  test("are none where every day near it is full, after one look a day", () => {
    const month = { startsAt: NOW, endsAt: NOW + 40 * DAY_MS, vehicles: 2 };
    const { looks, said } = offered([month]);
    expect(said).toEqual([]);
    expect(looks).toBeLessThanOrEqual(7);
  });

  test("see a trip of the evening before that is not back yet", () => {
    const overnight = { ...out("2026-12-11", "21:00", "22:00"), endsAt: wanted.endsAt + HOUR_MS };
    expect(offered([overnight]).said).toEqual([
      `${SATURDAY} 12:30`,
      `${SATURDAY} 12:45`,
      `${SATURDAY} 13:00`,
    ]);
  });
});
