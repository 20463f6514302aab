import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

const ofProduct = factOf({ productId: z.guid() });
export const productCreated = eventType("catalogue/product.created", { schema: ofProduct });
export const productChanged = eventType("catalogue/product.changed", { schema: ofProduct });
