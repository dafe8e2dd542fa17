/** What pages tell each other: somebody joined or left this team. */
export const teamTopic = (teamId: number) => `team:${teamId}`;

/** Somebody may do more or less than before. */
export const peopleTopic = "people";
