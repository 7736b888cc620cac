// Preact and htm, as every screen writes its elements.
import { h } from "preact";
import htm from "htm";

export const html = htm.bind(h);
