import { z } from "zod";
import { channels } from "./channel.rules";

/** What the reader of a message may do on the page behind its link. */
export const WhyAct = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("oppose"), channel: z.enum([...channels, "all"]) }),
  z.object({ intent: z.literal("ask"), type: z.enum(["access", "erasure"]) }),
]);
export type WhyAct = z.output<typeof WhyAct>;
