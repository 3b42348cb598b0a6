import type { CatalogueInput } from "../../src/catalogue/schema.ts";
import { defineCatalogue } from "../../src/catalogue/schema.ts";

/** A small config without mistakes; each call returns a copy that a test may spoil. */
export function soundConfig(): CatalogueInput {
  return defineCatalogue({
    operators: [
      {
        id: "hall",
        name: "The Hall",
        email: "hello@hall.example",
        senderEmail: "bookings@hall.example",
        staffEmail: "staff@hall.example",
        address: "1 Hall Street",
        locale: "en-CA",
        currency: "cad",
        timeZone: "America/Vancouver",
      },
    ],
    venue: {
      operator: "hall",
      hours: {
        monday: { opens: "08:00", closes: "17:00" },
        saturday: { opens: "10:00", closes: "14:00" },
      },
      closures: { holidays: "CA-BC", dates: [{ date: "2026-12-24", reason: "Winter break" }] },
      grid: "PT15M",
      buffer: "PT15M",
      notice: "PT24H",
      horizon: "P60D",
      daysMax: 10,
      hold: "PT15M",
      holdCaps: { perEmail: 3, perAddress: 20 },
      calendar: { writeBudget: "PT10M", staleness: "PT1M" },
      refundPolicy: [
        { notice: "PT48H", percent: 100 },
        { notice: "PT24H", percent: 50 },
      ],
    },
    discounts: [{ id: "community", label: "Community", percent: 25 }],
    rooms: [
      {
        slug: "studio",
        name: "Studio",
        description: "A studio.",
        capacity: 4,
        pricePerHour: 9500,
        minimum: "PT2H",
        discounts: [],
        calendarId: "studio@hall.example",
        extras: [
          { id: "showName", type: "text", label: "Show", required: true, maxLength: 80 },
          { id: "size", type: "number", label: "Size", required: true, minimum: 1, maximum: 4 },
          {
            id: "set",
            type: "choice",
            label: "Set",
            required: true,
            options: [
              { id: "sofa", label: "Sofa" },
              { id: "green", label: "Green", price: { amount: 4000, per: "day" } },
            ],
          },
        ],
      },
      {
        slug: "hall",
        name: "Great Hall",
        description: "A hall.",
        capacity: 120,
        pricePerHour: 18000,
        dayRate: 120000,
        minimum: "PT1H",
        discounts: ["community"],
        calendarId: "hall@hall.example",
        extras: [],
      },
    ],
    BOOKABLE: ["studio", "hall"],
  });
}
