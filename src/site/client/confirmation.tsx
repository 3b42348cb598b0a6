import { render } from "preact";
import type { ConfirmationPageData } from "../pages/confirmation-page.tsx";
import { Confirmation } from "./confirmation/confirmation.tsx";
import { pageData } from "./page-data.ts";

const place = document.getElementById("confirmation");
if (place !== null) {
  place.textContent = "";
  render(<Confirmation page={pageData<ConfirmationPageData>()} />, place);
}
