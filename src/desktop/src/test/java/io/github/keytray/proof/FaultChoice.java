package io.github.keytray.proof;

import io.github.keytray.proof.Explorer.Outcome;
import java.util.List;
import java.util.function.Function;

/** Which of the faults that are possible at a step of a story are tried there. */
interface FaultChoice {
    /**
     * Tries some of them.
     *
     * @param live lives through the story with one fault more, at this step
     */
    void tryAt(Outcome outcome, int step, List<Fault> possible, Function<Fault, Outcome> live);

    /** Every fault whose number is FIRST, or so many strides after it. */
    static FaultChoice each(int stride, int first) {
        return new FaultChoice() {
            private int number = -first;

            @Override
            public void tryAt(Outcome outcome, int step, List<Fault> possible, Function<Fault, Outcome> live) {
                for (Fault fault : possible) {
                    if (number++ % stride == 0) {
                        Outcome unused = live.apply(fault);
                    }
                }
            }
        };
    }
}
