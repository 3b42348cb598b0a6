import { render } from "preact";
import type { SessionPageData } from "../pages/experience-page.tsx";
import { pageData } from "./page-data.ts";
import { SessionBooking } from "./sessions/session-booking.tsx";

const place = document.getElementById("booking");
if (place !== null) {
  place.textContent = "";
  render(<SessionBooking page={pageData<SessionPageData>()} />, place);
}
