import { render } from "preact";
import type { ServicePageData } from "../pages/service-page.tsx";
import { pageData } from "./page-data.ts";
import { TripBuilder } from "./service/trip-builder.tsx";

const place = document.getElementById("booking");
if (place !== null) {
  place.textContent = "";
  render(<TripBuilder page={pageData<ServicePageData>()} />, place);
}
