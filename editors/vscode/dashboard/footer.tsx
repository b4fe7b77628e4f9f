// The end of the page: where the data are, and what to do with them.
import { Buttons } from "./buttonRow";
import { data } from "./store";

export function Footer() {
  const dir = data.status?.dir ?? data.summary?.dir ?? "";
  if (dir === "") return null;
  return (
    <footer>
      <p class="dim">All data is stored in {dir}</p>
      <Buttons ids={["openFolder", "cleanUp", "exportHtml"]} first={false} />
    </footer>
  );
}
