// Reads the flat tables of the catalogue: one function a file. All throw InvalidInput with file and line.
#pragma once

#include <string>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind::tables {

std::vector<CatalogueRegion> regions(std::string_view csv);  // ascending by provider, id
std::vector<CatalogueMetro> metros(std::string_view csv);    // descending by population
std::vector<CatalogueGpu> gpus(std::string_view csv);
std::vector<ModelArchitecture> models(std::string_view csv);
std::vector<CatalogueOffer> offers(std::string_view csv);  // ascending by provider, region, instance type
std::vector<LoadTestError> load_test_errors(std::string_view csv);
std::vector<BatchModel> batch_models(std::string_view csv);
std::vector<DailyProfile> profiles(std::string_view csv);
std::string newest_date(std::string_view sources_csv);  // of the column "date", ISO 8601

}  // namespace tradewind::tables
