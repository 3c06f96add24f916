#include "server/pages/prose.hpp"

namespace revivre::server::pages {

Html paragraph(const Visit& visit, Message sentence) {
    return element("p", text(visit.say(sentence)));
}

Html paragraph(const Visit& visit, Message sentence,
               std::initializer_list<std::string_view> filled) {
    return element("p", text(visit.say(sentence, filled)));
}

Html heading(const Visit& visit, Message title) {
    return element("h2", text(visit.say(title)));
}

Html said(const Visit& visit, const std::string& value, std::string_view setting) {
    if (!value.empty()) return visit.told(value);
    return element("strong", {{"class", "missing"}},
                   text(visit.say(Message::setting_missing, {setting})));
}

Html contact_link(const std::string& contact) {
    auto address = Url::elsewhere(contact);
    if (!address) address = Url::mail(contact);
    if (!address) return isolated(contact);
    return element("a", {{"href", *address}}, isolated(contact));
}

Html link_elsewhere(const Visit& visit, std::string_view address, Message name) {
    const auto url = Url::elsewhere(address);
    if (!url) return text(visit.say(name));
    return element("a", {{"href", *url}}, text(visit.say(name)));
}

Html defined(const Visit& visit, Message term, const Html& definition) {
    return element("dt", text(visit.say(term))) + element("dd", definition) + text("\n");
}

}  // namespace revivre::server::pages
