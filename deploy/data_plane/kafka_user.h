// Users of a region's Kafka cluster, each with the least that it needs.
#pragma once

#include <string>

#include "yaml.h"

namespace tradewind::data_plane {

// A resource of Kafka by its name or a pattern, and what may be done with it.
yaml::Map named(const char* type, const std::string& name, const char* pattern = "literal");
yaml::Map rule(yaml::Map resource, yaml::List operations);

// A KafkaUser of Strimzi with a certificate and these rules.
yaml::Map kafka_user(const std::string& name, yaml::List rules);

}  // namespace tradewind::data_plane
