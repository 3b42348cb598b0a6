import type { Service } from "../../src/catalogue/parse-service.ts";
import { publicService } from "../../src/catalogue/public-service.ts";

const HOUR_MS = 3_600_000;
const template = (digit: string) => ({ contentSid: `HX${digit.repeat(32)}`, variables: [] });
const everyDay = { opens: "06:00", closes: "22:00" };

/** Two routes, of which one begins at the ferry only; three formats, of which it lacks one; and every kind of extra. */
export const sampleService: Service = {
  slug: "coast-transfers",
  name: "Coast Transfers",
  retired: false,
  description:
    "A driver who waits for you. From the airport and the ferry to the mountains, with room for skis and for stops on the way.",
  operator: {
    id: "coast",
    name: "Coast Drivers",
    email: "hello@coast.example",
    senderEmail: "bookings@coast.example",
    senderName: "Coast Drivers",
    staffEmail: "staff@coast.example",
    phone: "+1 604 555 0143",
    address: "12 Harbour Road, North Vancouver",
    locale: "en-CA",
    currency: "usd",
    timeZone: "America/Vancouver",
    brand: { accent: "#0f6b5c" },
  },
  owner: { name: "Collins", email: "collins@coast.example", whatsapp: "+16045550143" },
  whatsapp: {
    from: "+16045550140",
    templates: {
      clientFollowUp: template("1"),
      ownerDispatch: template("2"),
      ownerUndelivered: template("3"),
    },
  },
  rules: {
    timeZone: "America/Vancouver",
    weeklyHours: {
      1: everyDay,
      2: everyDay,
      3: everyDay,
      4: everyDay,
      5: everyDay,
      6: { opens: "08:00", closes: "18:00" },
    },
    closures: { "2026-12-24": "Winter break", "2026-12-25": "Christmas Day" },
    gridMs: HOUR_MS / 4,
    noticeMs: 24 * HOUR_MS,
    horizonMs: 120 * 24 * HOUR_MS,
    passengers: { minimum: 1, maximum: 8 },
    vehicles: 2,
  },
  offer: {
    currency: "usd",
    routes: [
      {
        id: "airport-whistler",
        label: "Vancouver Airport to Whistler",
        durationMs: 2.5 * HOUR_MS,
        dropOffLabel: "Hotel or address in Whistler",
        prices: {
          shared: { amount: 8_500, per: "passenger" },
          private: { amount: 42_000, per: "booking" },
          van: { amount: 56_000, per: "booking" },
        },
      },
      {
        id: "ferry-city",
        label: "Horseshoe Bay Ferry to Downtown",
        durationMs: 0.75 * HOUR_MS,
        pickupPlaces: ["ferry"],
        prices: {
          private: { amount: 12_000, per: "booking" },
          van: { amount: 16_500, per: "booking" },
        },
      },
    ],
    formats: [
      {
        id: "shared",
        label: "Shared",
        description: "You ride with other guests on the same route.",
        vehicles: 0,
      },
      {
        id: "private",
        label: "Private car",
        description: "A car and its driver for you alone, up to four passengers.",
        vehicles: 1,
        passengersMax: 4,
      },
      {
        id: "van",
        label: "Private van",
        description: "Room for eight passengers, skis and boards.",
        vehicles: 1,
      },
    ],
    packages: [
      { id: "direct", label: "Direct", description: "The shortest way, without stops." },
      {
        id: "scenic",
        label: "Scenic stops",
        description: "Shannon Falls and the Sea to Sky viewpoint, half an hour each.",
        price: { amount: 6_000, per: "booking" },
      },
      {
        id: "lunch",
        label: "Lunch in Squamish",
        description: "A table at the brewery on the way.",
        price: { amount: 3_200, per: "passenger" },
      },
    ],
    extras: [
      {
        id: "childSeats",
        type: "number",
        label: "Child seats",
        required: false,
        minimum: 0,
        maximum: 4,
      },
      {
        id: "luggage",
        type: "choice",
        label: "Luggage",
        required: true,
        options: [
          { id: "light", label: "One bag each" },
          { id: "skis", label: "Skis or boards", price: { amount: 2_500, per: "booking" } },
        ],
      },
      {
        id: "water",
        type: "flag",
        label: "Water and snacks",
        required: false,
        price: { amount: 400, per: "attendee" },
      },
      { id: "sign", type: "text", label: "Name on the sign", required: false, maxLength: 40 },
    ],
    pickupPlaces: [
      { id: "airport", label: "Vancouver Airport, arrivals", detailsLabel: "Flight number" },
      { id: "ferry", label: "Horseshoe Bay ferry terminal" },
      { id: "address", label: "An address", detailsLabel: "Street and number" },
    ],
  },
  refundPolicy: {
    tiers: [
      { noticeMs: 48 * HOUR_MS, percent: 100 },
      { noticeMs: 24 * HOUR_MS, percent: 50 },
    ],
  },
  holdMs: HOUR_MS / 2,
  holdCaps: { perEmail: 2, perAddress: 20 },
};

export const sampleTransport = publicService(sampleService);
