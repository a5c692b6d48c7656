package io.tidegate.simulatedaws.hook;

/** How an action ends: the instance goes on its way, or is given up. */
public enum ActionResult {
    CONTINUE,
    ABANDON
}
