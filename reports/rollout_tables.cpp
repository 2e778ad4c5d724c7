// Rollouts for programs: CSV.
#include "text/csv_writer.h"
#include "tradewind/reports/rollout_report.h"

namespace tradewind {

std::string rollouts_csv(const RolloutsOutcome& outcome) {
  text::CsvTable table({"rollout", "at_s", "sent", "completed", "by_new_version", "failed", "late", "p95_ms", "old_replicas", "new_replicas"});
  for (const RolloutResult& rollout : outcome.rollouts)
    for (const RolloutMoment& moment : rollout.moments) {
      table.cell(rollout.name).cell(moment.at_s, 3);
      for (const std::uint64_t count : {moment.sent, moment.completed, moment.by_new, moment.failed(), moment.late}) table.cell_count(count);
      // Nothing was completed: there is no latency.
      moment.completed > 0 ? table.cell(moment.p95_ms, 3) : table.cell("");
      table.cell(moment.old_replicas, 3).cell(moment.new_replicas, 3).end_row();
    }
  return table.text();
}

}  // namespace tradewind
