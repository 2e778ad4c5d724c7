// Reads documents of others, in which every part may be missing or of another type.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tradewind/deploy/import.h"

namespace tradewind::importing {

using nlohmann::json;

// What stands at a path, or null.
const json& at(const json& document, std::initializer_list<const char*> path);
std::string text_at(const json& document, std::initializer_list<const char*> path);

// A count that may be written as a number or as a text.
int count(const json& value);

// "eu-west-1a" and "us-central1-b" -> the region; Azure's zones "1", "westeurope-1".
std::string region_of_zone(std::string zone);

// Lists of kubectl.
bool has_deployments(const json& document);
std::vector<RunningPool> deployments(const json& document);

// States of Terraform.
bool has_state(const json& document);
std::vector<RunningPool> state(const json& document);

}  // namespace tradewind::importing
