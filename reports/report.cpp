#include "tradewind/reports/report.h"

#include "csv.h"
#include "html/page.h"
#include "markdown.h"
#include "model/report_model.h"

namespace tradewind {
namespace {

ReportModel model_of(const Study& study) {
  // The study's text is read again, because only the reader knows which defaults it filled in and why.
  LoadedScenario scenario = load_scenario_text(study.scenario_text(), study.world().name + ".json");
  return build_model({.world = study.world(),
                      .candidates = study.candidates(),
                      .picked = study.picked(),
                      .version = study.version(),
                      .finished = study.finished(),
                      .defaults = std::move(scenario.defaults),
                      .notes = std::move(scenario.notes),
                      .warnings = std::move(scenario.problems)});
}

}  // namespace

std::string html_report(const Study& study) { return render_html(model_of(study)); }

std::string markdown_report(const Study& study) { return render_markdown(model_of(study)); }

std::map<std::string, std::string> csv_tables(const Study& study) { return render_csv(model_of(study)); }

}  // namespace tradewind
