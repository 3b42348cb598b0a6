import { render } from "preact";
import type { GuestBookingPageData } from "../pages/guest-booking-page.tsx";
import { GuestBooking } from "./guest-booking/guest-booking.tsx";
import { pageData } from "./page-data.ts";

const place = document.getElementById("guest-booking");
if (place !== null) {
  place.textContent = "";
  render(<GuestBooking page={pageData<GuestBookingPageData>()} />, place);
}
