#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "html/page.h"
#include "reports/sample_study_build.h"
#include "tradewind/scenarios/files.h"

using namespace tradewind;

TEST_CASE("The report is written") {
  const test::SampleStudy study = test::sample_study();
  const std::string page = render_html(build_model(study.source()));
  CHECK(page.size() > 1000);
  if (const char* file = std::getenv("TRADEWIND_SAMPLE_REPORT")) write_file(file, page);
}
