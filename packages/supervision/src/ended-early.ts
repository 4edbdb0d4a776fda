/** What `ready` of an incarnation rejects with when there is no better reason than its end; `ended` tells how it ended. */
export class EndedEarly extends Error {}
