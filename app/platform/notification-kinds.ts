/** What members are told of. Where a person chose nothing, a type is told as it says here. Browser-safe: the list and the settings read it. */
export const notificationTypes = {
  "drafts.waiting": { group: "work", inApp: true, email: true },
  "reply.received": { group: "work", inApp: true, email: true },
  "task.due": { group: "work", inApp: true, email: true },
  "tender.due": { group: "work", inApp: true, email: true },
  "import.finished": { group: "work", inApp: true, email: false },
  "import.failed": { group: "work", inApp: true, email: true },
  "import.mail_refused": { group: "work", inApp: true, email: true },
  "import.paused": { group: "work", inApp: true, email: true },
  "campaign.paused": { group: "campaigns", inApp: true, email: false },
  "campaign.held": { group: "campaigns", inApp: true, email: true },
  "report.ready": { group: "campaigns", inApp: true, email: false },
  "invitation.accepted": { group: "company", inApp: true, email: false },
  "card.expiring": { group: "company", inApp: true, email: true },
  "company.closing": { group: "company", inApp: true, email: true },
  "privacy.requested": { group: "company", inApp: true, email: true },
  "privacy.due": { group: "company", inApp: true, email: true },
  "security.alert": { group: "company", inApp: true, email: true },
} as const satisfies Record<string, { group: "work" | "campaigns" | "company"; inApp: boolean; email: boolean }>;

export type NotificationType = keyof typeof notificationTypes;
export const notificationTypeNames = Object.keys(notificationTypes) as Array<NotificationType>;
export const isNotificationType = (text: unknown): text is NotificationType =>
  typeof text === "string" && Object.hasOwn(notificationTypes, text);

/** Where one may be told. */
export const notificationChannels = ["inApp", "email"] as const;
export type NotificationChannel = (typeof notificationChannels)[number];
