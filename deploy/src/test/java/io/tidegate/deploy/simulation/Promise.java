package io.tidegate.deploy.simulation;

/** What holds for instances that leave, whatever fails. */
enum Promise {
    /** No hook goes on by itself. */
    NONE_EXPIRED,
    /** No request is lost with the instance that serves it. */
    NO_REQUEST_DROPPED,
    /** No task ends with its instance. */
    NO_TASK_CUT_OFF,
    /** A message is deleted only once Kafka has what it says. */
    KEPT_BEFORE_DELETED,
    /** Each hook is told to go on, once. */
    EACH_TOLD_ONCE,
    /** In the end each instance has left, and the deciders know it. */
    ALL_DONE,
    /** In the end the queue is empty, and what cannot be read stands with the dead letters. */
    NOTHING_LEFT
}
