/** A worked answer: a page to read, whose links lead to the other pages. */

import { linksLeadToPages } from "./links.js";
import { theme } from "./theme.js";

theme();
linksLeadToPages(document);
