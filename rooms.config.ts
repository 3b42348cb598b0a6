import { defineCatalogue } from "./src/catalogue/schema.ts";

/*
 * Everything that can be booked, and the rules for it. This is the file to edit; nothing else.
 *
 * - Prices are in cents: 6000 is CA$60.00.
 * - Lengths of time are written the ISO 8601 way: PT15M is 15 minutes, PT24H is 24 hours,
 *   P60D is 60 days.
 * - Dates are year-month-day ("2026-12-24"); times are on the 24-hour clock ("08:00").
 * - After a change run `npm test`. If something is wrong here, it says where and what.
 */
export default defineCatalogue({
  // Who guests deal with: the name and addresses on pages and in emails.
  operators: [
    {
      id: "labour-temple",
      name: "Labour Temple",
      email: "admin@labourtemple.example", // guests' replies go here
      senderEmail: "bookings@labourtemple.example", // emails come from here
      senderName: "Labour Temple Bookings",
      staffEmail: "admin@labourtemple.example", // alerts for staff go here
      phone: "+1 604 555 0142",
      address: "1912 Temple Street, Vancouver, BC V5L 1A1",
      locale: "en-CA",
      currency: "cad",
      timeZone: "America/Vancouver",
      brand: { accent: "#8c2f1b" },
    },
  ],

  // The rules that hold for every room.
  venue: {
    operator: "labour-temple",

    // When rooms can be used. Leave a weekday out to be closed on it.
    hours: {
      monday: { opens: "08:00", closes: "17:00" },
      tuesday: { opens: "08:00", closes: "17:00" },
      wednesday: { opens: "08:00", closes: "17:00" },
      thursday: { opens: "08:00", closes: "17:00" },
      friday: { opens: "08:00", closes: "17:00" },
    },

    // Days on which the building is closed. The reason is shown to guests.
    closures: {
      holidays: "CA-BC", // British Columbia's statutory holidays
      dates: [
        { date: "2026-12-24", reason: "Winter break" },
        { date: "2026-12-28", reason: "Winter break" },
        { date: "2026-12-29", reason: "Winter break" },
        { date: "2026-12-30", reason: "Winter break" },
        { date: "2026-12-31", reason: "Winter break" },
        // When a holiday falls on a weekend, the law gives no other day. We do.
        { date: "2027-12-27", reason: "Christmas Day (substitute day)" },
        { date: "2028-01-03", reason: "New Year's Day (substitute day)" },
      ],
    },

    grid: "PT15M", // bookings start and end on the quarter hour
    buffer: "PT15M", // kept empty between two bookings, to clean and to set up
    notice: "PT24H", // book at least this long ahead
    horizon: "P60D", // and at most this long
    daysMax: 10, // days in one booking

    // How long a room is kept for a guest who is paying.
    hold: "PT15M",
    // Unpaid holds that one guest can have at once, so that nobody can block the house.
    holdCaps: { perEmail: 3, perAddress: 20 },

    calendar: {
      // After payment, how long we try to write into Google Calendar before we refund.
      writeBudget: "PT10M",
      // Free times are shown from a copy of the calendar. A visit to a copy older than this has it
      // read again. (Before a room is held, and after it is paid, it is always read afresh.)
      staleness: "PT1M",
    },

    // What a guest gets back who cancels. Longest notice first; after the last line nothing.
    refundPolicy: [
      { notice: "PT48H", percent: 100 },
      { notice: "PT24H", percent: 50 },
    ],
  },

  // Discounts apply to the price of the time, not to extras. Rooms name the ones they give.
  discounts: [{ id: "community", label: "Non-profits and union locals", percent: 25 }],

  rooms: [
    {
      slug: "sonic-studio",
      name: "Sonic Studio",
      description:
        "A sound-treated podcast studio with four microphones, three cameras and a technician who sets everything up before you arrive.",
      capacity: 5,
      pricePerHour: 9500,
      minimum: "PT2H",
      discounts: [],
      calendarId: "sonic-studio@labourtemple.example",
      // What guests must tell us so that the studio is ready.
      extras: [
        {
          id: "showName",
          type: "text",
          label: "Podcast or show name",
          required: true,
          maxLength: 80,
          hint: "We put it on the door and on the recordings.",
        },
        {
          id: "groupSize",
          type: "number",
          label: "People on microphone",
          required: true,
          minimum: 1,
          maximum: 4,
        },
        {
          id: "setChoice",
          type: "choice",
          label: "Set",
          required: true,
          options: [
            { id: "round-table", label: "Round table" },
            { id: "sofa", label: "Sofa and lamps" },
            {
              id: "green-screen",
              label: "Green screen",
              price: { amount: 4000, per: "day" },
            },
          ],
        },
        {
          id: "rawFiles",
          type: "flag",
          label: "Raw files on a drive",
          required: false,
          price: { amount: 3500, per: "booking" },
        },
      ],
    },
    {
      slug: "solidarity-hall",
      name: "Solidarity Hall",
      description:
        "The great hall of 1912: sprung floor, stage, balcony and a sound system. Set up as a theatre, in rounds or empty.",
      capacity: 120,
      pricePerHour: 18000,
      dayRate: 120000,
      minimum: "PT2H",
      discounts: ["community"],
      calendarId: "solidarity-hall@labourtemple.example",
      extras: [
        {
          id: "layout",
          type: "choice",
          label: "Layout",
          required: false,
          options: [
            { id: "empty", label: "Empty floor" },
            { id: "theatre", label: "Theatre rows" },
            { id: "rounds", label: "Round tables", price: { amount: 8000, per: "day" } },
          ],
        },
        {
          id: "coffee",
          type: "flag",
          label: "Coffee and tea",
          required: false,
          price: { amount: 350, per: "attendee" },
        },
      ],
    },
    {
      slug: "joe-hill-room",
      name: "Joe Hill Room",
      description:
        "A bright corner room for workshops and general meetings, with a projector, a whiteboard wall and movable tables.",
      capacity: 40,
      pricePerHour: 8500,
      dayRate: 55000,
      minimum: "PT1H",
      discounts: ["community"],
      calendarId: "joe-hill-room@labourtemple.example",
      extras: [
        {
          id: "coffee",
          type: "flag",
          label: "Coffee and tea",
          required: false,
          price: { amount: 350, per: "attendee" },
        },
      ],
    },
    {
      slug: "ginger-goodwin-room",
      name: "Ginger Goodwin Room",
      description:
        "Our committee room: one long oak table, a screen for hybrid meetings and good doors.",
      capacity: 16,
      pricePerHour: 6000,
      dayRate: 40000,
      minimum: "PT1H",
      discounts: [],
      calendarId: "ginger-goodwin-room@labourtemple.example",
      extras: [],
    },
    {
      slug: "helena-gutteridge-room",
      name: "Helena Gutteridge Room",
      description:
        "A calm room on the second floor for boards and bargaining teams, with a caucus corner and natural light.",
      capacity: 12,
      pricePerHour: 5000,
      minimum: "PT1H",
      discounts: [],
      calendarId: "helena-gutteridge-room@labourtemple.example",
      extras: [],
    },
    {
      slug: "print-shop",
      name: "The Print Shop",
      description:
        "The old union press room, now a making space with big tables, a sink and north light. Paint is welcome.",
      capacity: 20,
      pricePerHour: 5500,
      minimum: "PT1H",
      discounts: [],
      calendarId: "print-shop@labourtemple.example",
      extras: [],
    },
    {
      slug: "quiet-room",
      name: "Quiet Room",
      description: "Four chairs, one table and a thick door, for interviews, mediation and calls.",
      capacity: 4,
      pricePerHour: 2500,
      minimum: "PT1H",
      discounts: [],
      calendarId: "quiet-room@labourtemple.example",
      extras: [],
    },
  ],

  // The rooms that can be booked online. A room that is not listed here is shown, but not sold.
  BOOKABLE: [
    "sonic-studio",
    "solidarity-hall",
    "joe-hill-room",
    "ginger-goodwin-room",
    "helena-gutteridge-room",
    "print-shop",
    "quiet-room",
  ],
});
