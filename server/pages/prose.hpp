#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "server/pages/layout.hpp"

/// Pieces of pages that are read and not clicked: the declaration, the legal notice, errors.
namespace revivre::server::pages {

/// <p> of a sentence of the catalogue.
Html paragraph(const Visit& visit, Message sentence);
Html paragraph(const Visit& visit, Message sentence,
               std::initializer_list<std::string_view> filled);

/// <h2>.
Html heading(const Visit& visit, Message title);

/// What the settings say, or, plainly, that the administrator has to say it; `setting` is its name
/// on the command line.
Html said(const Visit& visit, const std::string& value, std::string_view setting);

/// A link to write to an e-mail address or to open a form; other text as it is.
Html contact_link(const std::string& contact);

/// A link out of the site.
Html link_elsewhere(const Visit& visit, std::string_view address, Message name);

/// One line of a <dl>.
Html defined(const Visit& visit, Message term, const Html& definition);

}  // namespace revivre::server::pages
