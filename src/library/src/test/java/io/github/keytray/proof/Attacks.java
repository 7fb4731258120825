package io.github.keytray.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Attacks a sign-in in every way we know, and prints what came of each, and of its honest twin:
 * {@code src/testing/run proof.Attacks}. Exits 1 when an attack succeeds or an honest twin fails.
 */
public final class Attacks {
    private static final String REPELLED = "+";

    private Attacks() {}

    /** Every attack there is. */
    static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        all.addAll(new ProviderAttacks().list());
        all.addAll(new TokenAttacks().list());
        all.addAll(new PageAttacks().list());
        all.addAll(new DeviceAttacks().list());
        all.addAll(new SecretAttacks().list());
        all.addAll(new DpopAttacks().list());
        return all;
    }

    public static void main(String[] args) {
        int succeeded = 0;
        int failed = 0;
        List<Attack> all = all();
        for (Attack attack : all) {
            String hostile = outcome(attack.attack());
            String honest = outcome(attack.twin());
            boolean repelled = hostile.startsWith(REPELLED);
            boolean passed = honest.startsWith(REPELLED);
            if (!repelled) succeeded++;
            if (!passed) failed++;
            System.out.printf(
                    "%-58s %s %s%n%-58s %s twin: %s%n",
                    attack.name(),
                    repelled ? "repelled " : "SUCCEEDED",
                    hostile.substring(1),
                    "",
                    passed ? "passed   " : "FAILED   ",
                    honest.substring(1));
        }
        System.out.printf(
                "%d attacks: %d repelled, %d succeeded; %d honest twins: %d passed, %d failed%n",
                all.size(), all.size() - succeeded, succeeded, all.size(), all.size() - failed, failed);
        System.exit(succeeded + failed == 0 ? 0 : 1);
    }

    @SuppressWarnings("CatchingUnchecked") // every failure is printed
    private static String outcome(Attack.Trial trial) {
        try {
            return REPELLED + trial.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "-interrupted";
        } catch (Exception | AssertionError e) {
            return "-" + e;
        }
    }
}
