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

// Days on which we are closed, rooms and experiences alike. The reason is shown to guests.
const closures = {
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
};

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
    {
      id: "destination-cocoa",
      name: "Destination Cocoa",
      email: "hello@destinationcocoa.example",
      senderEmail: "bookings@destinationcocoa.example",
      staffEmail: "hello@destinationcocoa.example",
      phone: "+1 868 555 0117",
      address: "14 Saddle Road, Maraval, Port of Spain, Trinidad",
      locale: "en-TT",
      currency: "usd",
      timeZone: "America/Port_of_Spain",
      brand: { accent: "#6b3a1e" },

      // Who runs the services below, and is told of every paid booking by email and WhatsApp.
      // WhatsApp numbers are written like this: a plus, the country code, no spaces.
      owner: {
        name: "Collins",
        email: "collins@destinationcocoa.example",
        whatsapp: "+18685550117",
      },

      // The number our WhatsApp messages come from, and the templates that WhatsApp approved for it
      // (Twilio shows their ids). `variables` says what the template's {{1}}, {{2}}, … stand for.
      whatsapp: {
        from: "+18685550100",
        templates: {
          clientFollowUp: {
            contentSid: "HX00000000000000000000000000000c01",
            variables: ["guest", "operator", "code", "route", "date", "time", "pickup", "reply"],
          },
          ownerDispatch: {
            contentSid: "HX00000000000000000000000000000d01",
            variables: [
              "code",
              "date",
              "time",
              "pickup",
              "route",
              "service",
              "guest",
              "passengers",
              "phone",
              "requests",
            ],
          },
          ownerUndelivered: {
            contentSid: "HX00000000000000000000000000000e01",
            variables: ["code", "message", "to", "reason", "trip", "todo"],
          },
        },
      },
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

    closures,

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

  // Who gives the experiences. They need no account here: they are asked and told by email, and are
  // paid to a bank account that they open from the first of these emails.
  suppliers: [
    {
      slug: "stamperia-rosa",
      name: "Stamperia Rosa",
      email: "rosa@stamperiarosa.example", // requests and payments are announced here
      language: "it", // of our emails to them and their pages: "en" or "it"
      country: "CA", // where their bank is
    },
    {
      slug: "east-end-walks",
      name: "East End Walks Co-op",
      email: "hello@eastendwalks.example",
      language: "en",
      country: "CA",
    },
  ],

  // Hotels that show our experiences on their own pages, and earn a share of what is booked there.
  hotels: [
    {
      slug: "harbour-house",
      name: "Harbour House Hotel",
      email: "concierge@harbourhouse.example", // commissions are announced here
      origin: "https://www.harbourhouse.example", // of the page that shows the widget
    },
    {
      slug: "strathcona-inn",
      name: "Strathcona Inn",
      email: "frontdesk@strathconainn.example",
      origin: "https://strathconainn.example",
    },
  ],

  // The rules that hold for every experience.
  selling: {
    operator: "labour-temple",

    responseWindow: "PT48H", // for a supplier to answer a request
    paymentWindow: "PT24H", // for a guest to pay by the link in the email
    classHold: "PT15M", // for a guest to pay on the page (classes)

    // Up to this long before the start guests can cancel, with all their money back; then not at all.
    cancellation: "P7D",

    // The morning after, the supplier is asked whether it took place. Without an answer for
    // `autoComplete` we take it for a yes. The links in that email are good for `reportWindow`.
    completionCheck: "10:00",
    autoComplete: "P7D",
    reportWindow: "P14D",

    notice: "PT2H", // book at least this long ahead
    horizon: "P90D", // and at most this long
    requestGrid: "PT15M", // everything starts on the quarter hour

    // Who gets how much of every 100 cents. Cents that cannot be divided stay with the platform, and
    // so does the hotel's share of a booking that no hotel brought.
    split: { supplier: 80, hotel: 12, platform: 8 },

    // Unpaid reservations that one guest can have at once, so that nobody can block a session; and in
    // all sessions together, requests without an answer included, so that nobody can block them all or
    // fill a stranger's inbox. An address is a network: a hotel or an office has one.
    holdCaps: { perEmail: 2, perAddress: 20 },
    unpaidCaps: { perEmail: 6, perAddress: 40 },

    closures,
  },

  // What guests do with us, for a price per person. `schedule` says when sessions begin; each has
  // room for the most participants that are allowed.
  //
  // - instant: guests book these sessions at once.
  // - request: guests may ask for another date and time, between these hours; the supplier decides.
  // - checkout: "payment-link" is paid by a link in an email, "payment-intent" (classes) at once.
  // - retired: true ends it. It is neither shown nor sold any more, and what is booked goes on as
  //   agreed. Never delete one that still has bookings: nobody would be asked, paid or refunded.
  experiences: [
    {
      slug: "linocut-workshop",
      name: "Linocut Workshop",
      description:
        "Cut a block, ink it and pull your own poster on the union's proof press of 1911. Two hours at the big table of the Print Shop with Rosa, who has printed picket signs for thirty years.",
      supplier: "stamperia-rosa",
      pricePerPerson: 4500,
      participants: { minimum: 1, maximum: 8 },
      duration: "PT2H",
      meetingPoint: "The Print Shop, Labour Temple, 1912 Temple Street",
      whatToBring: ["Clothes that may get inky", "A drawing or a slogan, if you have one"],
      schedule: {
        wednesday: ["18:00"],
        saturday: ["10:00", "14:00"],
      },
      instant: true,
      request: { opens: "09:00", closes: "20:00" },
      checkout: "payment-link",
    },
    {
      slug: "labour-history-walk",
      name: "Labour History Walk",
      description:
        "From the docks to the hiring halls: the free speech fights, the general strike of 1918 and the relief camp march, told on the corners where they happened. Two kilometres, flat, with a stop for coffee.",
      supplier: "east-end-walks",
      pricePerPerson: 2500,
      participants: { minimum: 1, maximum: 12 },
      duration: "PT90M",
      meetingPoint: "The clock above the door of the Labour Temple, 1912 Temple Street",
      whatToBring: ["Good shoes", "A rain jacket from October to May"],
      schedule: {
        tuesday: ["10:00"],
        thursday: ["10:00"],
        saturday: ["10:00", "13:30"],
        sunday: ["10:00"],
      },
      instant: true,
      checkout: "payment-link",
    },
    {
      slug: "union-choir-evening",
      name: "An Evening with the Union Choir",
      description:
        "For groups, on an evening of your choice: the choir teaches you three songs of the movement, from Bread and Roses to Bella Ciao, and you sing them together on the stage of Solidarity Hall. Spots that your group leaves free are open to others.",
      supplier: "east-end-walks",
      pricePerPerson: 3000,
      participants: { minimum: 6, maximum: 40 },
      duration: "PT2H",
      meetingPoint: "The foyer of Solidarity Hall, Labour Temple, 1912 Temple Street",
      whatToBring: ["Your voice, trained or not"],
      schedule: {}, // only when a group asks for it
      instant: false,
      request: { opens: "17:00", closes: "22:00" },
      checkout: "payment-link",
    },

    // Classes: booked and paid on the page.
    {
      slug: "bargaining-basics",
      name: "Bargaining Basics",
      description:
        "A class for new stewards and committee members: how to read a collective agreement, prepare a table and keep your head at it. Practised in pairs, on cases that really happened.",
      supplier: "east-end-walks",
      pricePerPerson: 3500,
      participants: { minimum: 1, maximum: 16 },
      duration: "PT2H30M",
      meetingPoint: "Joe Hill Room, Labour Temple, 1912 Temple Street",
      whatToBring: ["Your collective agreement, if you have one", "Something to write with"],
      schedule: { monday: ["18:00"] },
      instant: true,
      checkout: "payment-intent",
    },
    {
      slug: "banner-painting",
      name: "Banner Painting",
      description:
        "Lettering, gold size and silk: paint a banner that can be read from across the street. Paint and cloth are there; what you make is yours.",
      supplier: "stamperia-rosa",
      pricePerPerson: 5500,
      participants: { minimum: 1, maximum: 10 },
      duration: "PT3H",
      meetingPoint: "The Print Shop, Labour Temple, 1912 Temple Street",
      whatToBring: ["Clothes that may get paint on them"],
      schedule: { thursday: ["18:00"], sunday: ["13:00"] },
      instant: true,
      checkout: "payment-intent",
    },
  ],

  // Rides and tours: guests put them together from a route, a format, a package and extras, and pay
  // at once on Stripe's page.
  //
  // - hours: when guests can be picked up; the last pickup may be when it closes.
  // - grid, notice, horizon: as for rooms.
  // - hold: how long vehicles are kept for a guest who is paying; Stripe wants PT30M at least.
  // - vehicles: how many there are; leave it out if that is no limit. A format says how many of them
  //   one booking takes for itself: 0 when it shares one with others.
  // - passengersMax of a format: the most passengers of one booking, where that is fewer than the
  //   service takes: what one car seats.
  // - duration of a route: how long a vehicle is away for it, until it can be sent again.
  // - prices: a format that a route has no price for is not offered on it. Extras that are priced
  //   per "attendee" are paid for each passenger.
  // - pickupPlaces of a route: those it begins at; leave it out where that is any of them.
  // - dropOffLabel of a route: what guests must add about where it ends for them, like their hotel.
  // - detailsLabel of a pickup place: what guests must add, like a flight number.
  // - retired: true ends it, as for experiences. Never delete one with trips to come.
  services: [
    {
      slug: "airport-transfers",
      name: "Airport Transfers",
      description:
        "Collins or one of his drivers waits in arrivals with your name on a board and cold coconut water in the car, follows your flight, and knows every way around the traffic. Bags, children and surfboards are welcome.",
      operator: "destination-cocoa",
      hours: {
        monday: { opens: "04:00", closes: "23:00" },
        tuesday: { opens: "04:00", closes: "23:00" },
        wednesday: { opens: "04:00", closes: "23:00" },
        thursday: { opens: "04:00", closes: "23:00" },
        friday: { opens: "04:00", closes: "23:45" },
        saturday: { opens: "04:00", closes: "23:45" },
        sunday: { opens: "04:00", closes: "23:00" },
      },
      grid: "PT15M",
      notice: "PT6H",
      horizon: "P180D",
      hold: "PT30M",
      vehicles: 2,
      passengers: { minimum: 1, maximum: 12 },
      holdCaps: { perEmail: 2, perAddress: 20 },
      refundPolicy: [
        { notice: "PT24H", percent: 100 },
        { notice: "PT6H", percent: 50 },
      ],
      routes: [
        {
          id: "piarco-port-of-spain",
          label: "Piarco Airport to Port of Spain",
          duration: "PT1H30M",
          pickupPlaces: ["piarco-arrivals"],
          dropOffLabel: "Drop-off (hotel or address in Port of Spain)",
          prices: {
            shared: { amount: 1800, per: "passenger" },
            private: { amount: 4500, per: "booking" },
            convoy: { amount: 8500, per: "booking" },
          },
        },
        {
          id: "port-of-spain-piarco",
          label: "Port of Spain to Piarco Airport",
          duration: "PT1H30M",
          pickupPlaces: ["hotel", "cruise-terminal", "address"],
          prices: {
            shared: { amount: 1800, per: "passenger" },
            private: { amount: 4500, per: "booking" },
            convoy: { amount: 8500, per: "booking" },
          },
        },
        {
          id: "piarco-north-coast",
          label: "Piarco Airport to Maracas and the north coast",
          duration: "PT3H",
          pickupPlaces: ["piarco-arrivals"],
          dropOffLabel: "Drop-off (hotel or beach on the coast)",
          prices: {
            private: { amount: 9500, per: "booking" },
            convoy: { amount: 18000, per: "booking" },
          },
        },
      ],
      formats: [
        {
          id: "shared",
          label: "Shared shuttle",
          description: "With other guests, and up to three stops on the way.",
          vehicles: 0,
        },
        {
          id: "private",
          label: "Private car",
          description: "For you alone, straight to the door. Room for six people with bags.",
          vehicles: 1,
          passengersMax: 6,
        },
        {
          id: "convoy",
          label: "Two private cars",
          description: "For a large party that travels together.",
          vehicles: 2,
        },
      ],
      packages: [
        { id: "ride", label: "The ride", description: "Water, wifi and a phone charger." },
        {
          id: "cocoa-welcome",
          label: "Cocoa welcome",
          description: "Hot cocoa tea or cold nib soda, and a tasting box of four estates.",
          price: { amount: 1200, per: "passenger" },
        },
      ],
      extras: [
        {
          id: "childSeats",
          type: "choice",
          label: "Child seats",
          required: false,
          options: [
            { id: "one", label: "One seat", price: { amount: 800, per: "booking" } },
            { id: "two", label: "Two seats", price: { amount: 1600, per: "booking" } },
          ],
        },
        {
          id: "largeBags",
          type: "number",
          label: "Large bags",
          required: false,
          minimum: 0,
          maximum: 20,
        },
        {
          id: "doublesStop",
          type: "flag",
          label: "Stop for doubles in Curepe",
          required: false,
          price: { amount: 1000, per: "booking" },
        },
        {
          id: "simCard",
          type: "flag",
          label: "Local SIM card, ready to use",
          required: false,
          price: { amount: 2000, per: "attendee" },
        },
      ],
      pickupPlaces: [
        { id: "piarco-arrivals", label: "Piarco Airport, arrivals", detailsLabel: "Flight number" },
        {
          id: "hotel",
          label: "Hotel or guest house",
          detailsLabel: "Name of the hotel, and your room if you know it",
        },
        { id: "cruise-terminal", label: "Port of Spain cruise terminal", detailsLabel: "Ship" },
        { id: "address", label: "Another address", detailsLabel: "Street and house number" },
      ],
    },
    {
      slug: "cocoa-estate-tours",
      name: "Cocoa Estate Tours",
      description:
        "A day among Trinitario cocoa where it was first bred: walk the shade with the growers, dance the beans in the drying house, taste chocolate ten steps from the tree. Collins drives, and knows every grower by name.",
      operator: "destination-cocoa",
      hours: {
        tuesday: { opens: "07:00", closes: "10:00" },
        wednesday: { opens: "07:00", closes: "10:00" },
        thursday: { opens: "07:00", closes: "10:00" },
        friday: { opens: "07:00", closes: "10:00" },
        saturday: { opens: "07:00", closes: "10:00" },
        sunday: { opens: "08:00", closes: "10:00" },
      },
      closures: {
        dates: [
          { date: "2026-12-25", reason: "Christmas Day" },
          { date: "2026-12-26", reason: "Boxing Day" },
          { date: "2027-01-01", reason: "New Year's Day" },
          { date: "2027-02-09", reason: "Carnival Tuesday" },
        ],
      },
      grid: "PT30M",
      notice: "PT24H",
      horizon: "P120D",
      hold: "PT30M",
      vehicles: 2,
      passengers: { minimum: 1, maximum: 8 },
      holdCaps: { perEmail: 2, perAddress: 20 },
      refundPolicy: [
        { notice: "P7D", percent: 100 },
        { notice: "PT48H", percent: 50 },
      ],
      routes: [
        {
          id: "gran-couva",
          label: "Gran Couva and the Montserrat hills",
          duration: "PT7H",
          prices: {
            shared: { amount: 9500, per: "passenger" },
            private: { amount: 32000, per: "booking" },
          },
        },
        {
          id: "lopinot",
          label: "Lopinot valley and its great house",
          duration: "PT5H",
          prices: {
            shared: { amount: 7500, per: "passenger" },
            private: { amount: 24000, per: "booking" },
          },
        },
        {
          id: "brasso-seco",
          label: "Brasso Seco, over the northern range",
          duration: "PT9H",
          prices: { private: { amount: 38000, per: "booking" } },
        },
      ],
      formats: [
        {
          id: "shared",
          label: "Small group",
          description: "With other guests.",
          vehicles: 0,
        },
        {
          id: "private",
          label: "Private tour",
          description: "Your own car and guide, at your own pace.",
          vehicles: 1,
        },
      ],
      packages: [
        {
          id: "tasting",
          label: "Walk and tasting",
          description: "The estate, the drying house and six chocolates.",
        },
        {
          id: "lunch",
          label: "With a Creole lunch",
          description: "Cooked by the village, with a vegan choice.",
          price: { amount: 2500, per: "passenger" },
        },
        {
          id: "chocolate-making",
          label: "Lunch and chocolate making",
          description: "From bean to bar with your own hands; you take it home.",
          price: { amount: 5500, per: "passenger" },
        },
      ],
      extras: [
        {
          id: "diet",
          type: "text",
          label: "Allergies and diet",
          required: false,
          maxLength: 200,
        },
        {
          id: "guideSpeaks",
          type: "choice",
          label: "Guide",
          required: true,
          options: [
            { id: "english", label: "In English" },
            { id: "spanish", label: "In Spanish", price: { amount: 6000, per: "booking" } },
            { id: "french", label: "In French", price: { amount: 6000, per: "booking" } },
          ],
        },
        {
          id: "boots",
          type: "flag",
          label: "Rubber boots to borrow",
          required: false,
          price: { amount: 500, per: "attendee" },
        },
      ],
      pickupPlaces: [
        { id: "queens-park", label: "Queen's Park Savannah, by the Magnificent Seven" },
        {
          id: "hotel",
          label: "Hotel or guest house in Port of Spain",
          detailsLabel: "Name of the hotel, and your room if you know it",
        },
        { id: "cruise-terminal", label: "Port of Spain cruise terminal", detailsLabel: "Ship" },
      ],
    },
  ],
});
