import { eventType } from "inngest";
import { z } from "zod";
import { factOf } from "~/platform/events";

const ofTask = factOf({ taskId: z.guid(), prospectId: z.guid().nullable() });
export const taskOpened = eventType("crm/task.opened", { schema: ofTask });
export const taskCompleted = eventType("crm/task.completed", { schema: ofTask });
export const taskReopened = eventType("crm/task.reopened", { schema: ofTask });
