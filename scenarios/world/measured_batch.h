// What `calibrate` found out about a classic model, as scenarios and pool files hold it.
#pragma once

#include <string>
#include <vector>

#include "language/reader.h"
#include "scenarios/scenario.pb.h"
#include "tradewind/scenarios/catalogue.h"

namespace tradewind::resolution {

// Adds a problem at `path` when a batch takes no time.
BatchModel batch_model_of(language::Reading& reading, const std::string& path, const language::MeasuredBatch& from);

// The entries of one workload: all of one model, each for another GPU or backend.
std::vector<BatchModel> batch_models_of(language::Reading& reading, const std::string& path,
                                        const google::protobuf::RepeatedPtrField<language::MeasuredBatch>& from);

}  // namespace tradewind::resolution
